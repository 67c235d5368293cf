package io.dither.experiments.localsearch;

import io.dither.layer.Contribution;
import io.dither.layer.Decision;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pullback;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Learns by one method of a race: by Adam on small batches, for some seconds of computing. Records averaged weights on the way. */
final class TimedLearner {
    /** The weights after some seconds, and the number of steps so far. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Mark(double seconds, double[] weights, int steps) {}

    /** The number of decisions per step. */
    private static final int BATCH = 4;
    /** The decay of Adam's mean of gradients. */
    private static final double BETA_1 = 0.9;
    /** The decay of Adam's mean of squared gradients. */
    private static final double BETA_2 = 0.99;

    private final History history;
    private final Method method;
    private final long seed;
    private final double[] weights;
    /** The mean of the weights of all steps, in which later steps count more. */
    private final double[] mean;
    /** Adam's mean of gradients. */
    private final double[] meanGradient;
    /** Adam's mean of squared gradients. */
    private final double[] meanSquare;

    TimedLearner(History history, Method method, long seed) {
        this.history = history;
        this.method = method;
        this.seed = seed;
        weights = new double[history.model().names().size()];
        Arrays.fill(weights, 1);
        mean = new double[weights.length];
        meanGradient = new double[weights.length];
        meanSquare = new double[weights.length];
    }

    /** Learns until the last of these times of computing, which ascend, and returns the averaged weights at each of them. */
    List<Mark> run(double... seconds) {
        List<Mark> marks = new ArrayList<>();
        // the first oracle is only the default: each example has its own
        try (EstimatingEquation<Decision> equation =
                method.equation(method.oracle(history.train().get(0)).orElseThrow(), seed)) {
            double start = Cpu.seconds();
            int step = 0;
            while (marks.size() < seconds.length) {
                step(equation, ++step);
                // by this share, the weights of step t count in the mean in proportion to t - 1
                double shareOfLatest = Math.min(1, 2.0 / step);
                for (int k = 0; k < mean.length; k++) {
                    mean[k] += shareOfLatest * (weights[k] - mean[k]);
                }
                double spent = Cpu.seconds() - start;
                while (marks.size() < seconds.length && spent >= seconds[marks.size()]) {
                    marks.add(new Mark(seconds[marks.size()], mean.clone(), step));
                }
            }
        }
        return marks;
    }

    private void step(EstimatingEquation<Decision> equation, int step) {
        KeyedRandom random = new KeyedRandom(seed);
        random.startSample(step);
        List<Example<Decision>> examples = new ArrayList<>();
        List<Pullback> pullbacks = new ArrayList<>();
        int firstIndex = random.nextInt(history.train().size());
        for (int k = 0; k < Math.min(BATCH, history.train().size()); k++) {
            int index = (firstIndex + k) % history.train().size();
            History.Case drawn = history.train().get(index);
            examples.add(new Example<>(
                    drawn.theta(history.model(), weights),
                    drawn.decision(),
                    new NoiseKey(step, index),
                    method.oracle(drawn).orElseThrow()));
            pullbacks.add(history.model().pullback(weights, drawn.features()));
        }
        double[] gradient = new double[weights.length];
        for (Contribution contribution : equation.contributions(examples, pullbacks)) {
            Arrays.setAll(gradient, k -> gradient[k] + contribution.gradient()[k] / examples.size());
        }
        // falls by 29 % in the first 20 steps, later about as 1 / sqrt(step)
        double rate = method.rate() / Math.sqrt(1 + step / 20.0);
        for (int k = 0; k < weights.length; k++) {
            meanGradient[k] += (1 - BETA_1) * (gradient[k] - meanGradient[k]);
            meanSquare[k] += (1 - BETA_2) * (gradient[k] * gradient[k] - meanSquare[k]);
            double corrected = meanGradient[k] / (1 - Math.pow(BETA_1, step));
            double scale = Math.sqrt(meanSquare[k] / (1 - Math.pow(BETA_2, step))) + 1e-9;
            weights[k] -= rate * corrected / scale;
        }
    }
}
