package io.dither.learn.diagnose;

import io.dither.layer.Decision;
import io.dither.layer.Pullback;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.random.ExampleKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Computes the moments of a fitted model on held-out examples, and the squared error of its probabilities. */
final class HeldOutMoments {
    /** The largest number of examples that are tested. */
    static final int MOST_EXAMPLES = 500;

    private static final double STEP = 0.15;
    private static final double LEAST_STEP = 0.02;

    /** The moments of one example. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Moments(double[] fitted, double[] tested) {}

    private final Fitted fit;
    private final List<Outcome> outcomes;
    private final double[] instruments;
    private final int half;
    private final long seed;
    private final double[] squaredErrors;

    HeldOutMoments(Fitted fit, List<Outcome> heldOut, int samples, long seed) {
        this.fit = fit;
        this.half = Math.max(1, samples / 2);
        this.seed = seed;
        outcomes = heldOut.stream()
                .filter(outcome -> outcome.observation().target() instanceof Decision)
                .sorted(Comparator.comparing(outcome -> outcome.observation().key(), Long::compareUnsigned))
                .limit(MOST_EXAMPLES)
                .toList();
        squaredErrors = new double[outcomes.size()];
        instruments = instruments();
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    /** Returns the sum over coordinates of (p - y)^2 for each outcome, an unbiased estimate despite sampling. */
    double[] squaredErrors() {
        return squaredErrors;
    }

    /** Returns the cost of each predicted decision divided by the mean, minus 1: an instrument that is large for expensive decisions. */
    private double[] instruments() {
        double[] costs = outcomes.stream()
                .mapToDouble(outcome -> Math.abs(outcome.cost()))
                .toArray();
        double sum = 0;
        double copies = 0;
        for (int i = 0; i < costs.length; i++) {
            sum += outcomes.get(i).copies() * costs[i];
            copies += outcomes.get(i).copies();
        }
        double mean = copies == 0 ? 0 : sum / copies;
        for (int i = 0; i < costs.length; i++) {
            costs[i] = mean == 0 ? 0 : costs[i] / mean - 1;
        }
        return costs;
    }

    MomentTest test() {
        List<Moments> moments = at(fit.parameters(), fit.epsilon(), true);
        List<Moments[]> ends = new ArrayList<>();
        List<Double> widths = new ArrayList<>();
        double most = Arrays.stream(fit.parameters()).map(Math::abs).max().orElse(0);
        for (int k = 0; k < fit.parameters().length; k++) {
            if (isFree(k)) {
                double p = fit.parameters()[k];
                double step = Math.max(STEP * Math.abs(p), LEAST_STEP * most);
                double low = p > 0 ? Math.max(0, p - step) : p - step;
                slope(moved(k, low), moved(k, p + step), fit.epsilon(), fit.epsilon(), ends);
                widths.add(p + step - low);
            }
        }
        if (fit.learnsEpsilon()) {
            double step = STEP * fit.epsilon();
            slope(fit.parameters(), fit.parameters(), fit.epsilon() - step, fit.epsilon() + step, ends);
            widths.add(2 * step);
        }
        DMatrixRMaj fittedSlopes = new DMatrixRMaj(moments.get(0).fitted().length, ends.size());
        DMatrixRMaj testedSlopes = new DMatrixRMaj(moments.get(0).tested().length, ends.size());
        for (int f = 0; f < ends.size(); f++) {
            fill(fittedSlopes, f, ends.get(f)[0].fitted(), ends.get(f)[1].fitted(), widths.get(f));
            fill(testedSlopes, f, ends.get(f)[0].tested(), ends.get(f)[1].tested(), widths.get(f));
        }
        return MomentTest.of(
                moments.stream().map(Moments::fitted).toList(),
                moments.stream().map(Moments::tested).toList(),
                fittedSlopes,
                testedSlopes,
                outcomes.stream()
                        .map(outcome -> outcome.observation().cluster())
                        .toList(),
                outcomes.stream().mapToDouble(Outcome::copies).toArray());
    }

    private boolean isFree(int parameter) {
        Weight weight = fit.weights().get(parameter);
        return !weight.isFixed() && weight.status() != WeightStatus.AT_BOUND;
    }

    private double[] moved(int parameter, double value) {
        double[] parameters = fit.parameters().clone();
        parameters[parameter] = value;
        return parameters;
    }

    private void slope(double[] low, double[] high, double lowEpsilon, double highEpsilon, List<Moments[]> ends) {
        ends.add(new Moments[] {mean(at(low, lowEpsilon, false)), mean(at(high, highEpsilon, false))});
    }

    private static Moments mean(List<Moments> moments) {
        double[] fitted = new double[moments.get(0).fitted().length];
        double[] tested = new double[moments.get(0).tested().length];
        for (Moments example : moments) {
            add(example.fitted(), 1.0 / moments.size(), fitted);
            add(example.tested(), 1.0 / moments.size(), tested);
        }
        return new Moments(fitted, tested);
    }

    private static void add(double[] vector, double factor, double[] sum) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += factor * vector[k];
        }
    }

    private static void fill(DMatrixRMaj slopes, int column, double[] low, double[] high, double width) {
        for (int k = 0; k < low.length; k++) {
            slopes.set(k, column, (high[k] - low[k]) / width);
        }
    }

    /** Computes the moments of all outcomes at these parameters; the noise is the same for all parameters. */
    private List<Moments> at(double[] parameters, double epsilon, boolean withErrors) {
        List<Moments> all = new ArrayList<>();
        try (Predictor predictor = new Predictor(fit.model(), parameters, fit.noise(), epsilon)) {
            for (int i = 0; i < outcomes.size(); i++) {
                Observation observation = outcomes.get(i).observation();
                long key = ExampleKey.of(seed ^ observation.key());
                double[] first = predictor.probabilities(observation.features(), observation.oracle(), half, key);
                double[] second =
                        predictor.probabilities(observation.features(), observation.oracle(), half, ExampleKey.of(key));
                double[] observed = observation.target().values();
                double[] residuals = new double[observed.length];
                for (int j = 0; j < residuals.length; j++) {
                    residuals[j] = (first[j] + second[j]) / 2 - observed[j];
                    squaredErrors[i] += withErrors ? (first[j] - observed[j]) * (second[j] - observed[j]) : 0;
                }
                all.add(moments(observation, residuals, instruments[i]));
            }
        }
        return all;
    }

    /**
     * Computes the moments that the fit sets to 0, and those that are tested: the number of chosen coordinates, the squared features, and
     * the fitted moments times the instrument.
     */
    private Moments moments(Observation observation, double[] residuals, double instrument) {
        CostModel model = fit.model();
        Pullback pullback = model.pullback(fit.parameters(), observation.features());
        int size = pullback.size();
        double[] fitted = new double[size];
        double[] tested = new double[2 * size + 1];
        double[] row = new double[size];
        for (int j = 0; j < residuals.length; j++) {
            if (residuals[j] != 0) {
                Arrays.fill(row, 0);
                pullback.add(j, 1, row);
                for (int k = 0; k < size; k++) {
                    fitted[k] += observation.weight() * residuals[j] * row[k];
                    tested[1 + k] += observation.weight() * residuals[j] * row[k] * row[k];
                }
                tested[0] += observation.weight() * residuals[j];
            }
        }
        for (int k = 0; k < size; k++) {
            tested[1 + size + k] = instrument * fitted[k];
        }
        return new Moments(fitted, tested);
    }
}
