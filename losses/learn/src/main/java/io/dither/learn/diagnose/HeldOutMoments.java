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

/** Moments of a fitted model on examples that it was not fitted to, and the error of its probabilities. */
final class HeldOutMoments {
    /** At most so many examples are asked. */
    static final int MOST_EXAMPLES = 500;

    private static final double STEP = 0.15;
    private static final double LEAST_STEP = 0.02;

    /** The moments of one example. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Moments(double[] fitted, double[] tested) {}

    private final Fitted fit;
    private final List<Outcome> outcomes;
    private final double[] instruments;
    private final int half;
    private final long seed;
    private final double[] squaredErrors;

    HeldOutMoments(Fitted fit, List<Outcome> held, int samples, long seed) {
        this.fit = fit;
        this.half = Math.max(1, samples / 2);
        this.seed = seed;
        outcomes = held.stream()
                .filter(one -> one.observation().target() instanceof Decision)
                .sorted(Comparator.comparing(one -> one.observation().key(), Long::compareUnsigned))
                .limit(MOST_EXAMPLES)
                .toList();
        squaredErrors = new double[outcomes.size()];
        instruments = instruments();
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    /** Returns the sum over coordinates of (p - y)^2 for each outcome, free of the noise of its samples. */
    double[] squaredErrors() {
        return squaredErrors;
    }

    /** Returns the cost of each best decision, centred: examples at stake for much and for little. */
    private double[] instruments() {
        double[] costs =
                outcomes.stream().mapToDouble(one -> Math.abs(one.cost())).toArray();
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
                outcomes.stream().map(one -> one.observation().cluster()).toList(),
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
        for (Moments one : moments) {
            add(one.fitted(), 1.0 / moments.size(), fitted);
            add(one.tested(), 1.0 / moments.size(), tested);
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

    /** Noise is the same at all parameters. */
    private List<Moments> at(double[] parameters, double epsilon, boolean errors) {
        List<Moments> all = new ArrayList<>();
        try (Predictor predictor = new Predictor(fit.model(), parameters, fit.noise(), epsilon)) {
            for (int i = 0; i < outcomes.size(); i++) {
                Observation one = outcomes.get(i).observation();
                long key = ExampleKey.of(seed ^ one.key());
                double[] first = predictor.probabilities(one.features(), one.oracle(), half, key);
                double[] second = predictor.probabilities(one.features(), one.oracle(), half, ExampleKey.of(key));
                double[] observed = one.target().values();
                double[] residuals = new double[observed.length];
                for (int j = 0; j < residuals.length; j++) {
                    residuals[j] = (first[j] + second[j]) / 2 - observed[j];
                    squaredErrors[i] += errors ? (first[j] - observed[j]) * (second[j] - observed[j]) : 0;
                }
                all.add(moments(one, residuals, instruments[i]));
            }
        }
        return all;
    }

    /** The fitted moments; then the number of coordinates, those of squared features, and all by what is at stake. */
    private Moments moments(Observation one, double[] residuals, double instrument) {
        CostModel model = fit.model();
        Pullback pullback = model.pullback(fit.parameters(), one.features());
        int size = pullback.size();
        double[] fitted = new double[size];
        double[] tested = new double[2 * size + 1];
        double[] row = new double[size];
        for (int j = 0; j < residuals.length; j++) {
            if (residuals[j] != 0) {
                Arrays.fill(row, 0);
                pullback.add(j, 1, row);
                for (int k = 0; k < size; k++) {
                    fitted[k] += one.weight() * residuals[j] * row[k];
                    tested[1 + k] += one.weight() * residuals[j] * row[k] * row[k];
                }
                tested[0] += one.weight() * residuals[j];
            }
        }
        for (int k = 0; k < size; k++) {
            tested[1 + size + k] = instrument * fitted[k];
        }
        return new Moments(fitted, tested);
    }
}
