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

/** One method in a race: it learns by Adam on small batches for some seconds of computing, and records averaged weights on the way. */
final class Race {
    /** The weights after some seconds, and the number of steps so far. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Mark(double seconds, double[] weights, int steps) {}

    /** The number of decisions per step. */
    private static final int BATCH = 4;
    /** The decay of Adam's mean of gradients. */
    private static final double BETA_1 = 0.9;
    /** The decay of Adam's mean of squared gradients. */
    private static final double BETA_2 = 0.99;

    private final Problem problem;
    private final Method method;
    private final long seed;
    private final double[] weights;
    /** The mean of the weights of all steps, in which later steps count more. */
    private final double[] mean;
    /** Adam's mean of gradients. */
    private final double[] meanGradient;
    /** Adam's mean of squared gradients. */
    private final double[] meanSquare;

    Race(Problem problem, Method method, long seed) {
        this.problem = problem;
        this.method = method;
        this.seed = seed;
        weights = new double[problem.model().names().size()];
        Arrays.fill(weights, 1);
        mean = new double[weights.length];
        meanGradient = new double[weights.length];
        meanSquare = new double[weights.length];
    }

    List<Mark> run(double... seconds) {
        List<Mark> marks = new ArrayList<>();
        try (EstimatingEquation<Decision> equation =
                method.equation(method.oracle(problem.train().get(0)).orElseThrow(), seed)) {
            double start = Cpu.seconds();
            int step = 0;
            while (marks.size() < seconds.length) {
                step(equation, ++step);
                double weightOfStep = Math.min(1, 2.0 / step);
                for (int k = 0; k < mean.length; k++) {
                    mean[k] += weightOfStep * (weights[k] - mean[k]); // the weight of a step grows with its number
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
        int firstIndex = random.nextInt(problem.train().size());
        for (int k = 0; k < Math.min(BATCH, problem.train().size()); k++) {
            int index = (firstIndex + k) % problem.train().size();
            Problem.Case drawn = problem.train().get(index);
            examples.add(new Example<>(
                    drawn.theta(problem.model(), weights),
                    drawn.decision(),
                    new NoiseKey(step, index),
                    method.oracle(drawn).orElseThrow()));
            pullbacks.add(problem.model().pullback(weights, drawn.features()));
        }
        double[] gradient = new double[weights.length];
        for (Contribution contribution : equation.contributions(examples, pullbacks)) {
            Arrays.setAll(gradient, k -> gradient[k] + contribution.gradient()[k] / examples.size());
        }
        double rate = method.rate() / Math.sqrt(1 + step / 20.0); // nearly constant for 20 steps
        for (int k = 0; k < weights.length; k++) {
            meanGradient[k] += (1 - BETA_1) * (gradient[k] - meanGradient[k]);
            meanSquare[k] += (1 - BETA_2) * (gradient[k] * gradient[k] - meanSquare[k]);
            double corrected = meanGradient[k] / (1 - Math.pow(BETA_1, step));
            double scale = Math.sqrt(meanSquare[k] / (1 - Math.pow(BETA_2, step))) + 1e-9;
            weights[k] -= rate * corrected / scale;
        }
    }
}
