package io.dither.experiments.learning;

import io.dither.layer.Decision;
import io.dither.learn.CostModel;
import io.dither.learn.Features;
import io.dither.learn.Fitted;
import io.dither.learn.LinearModel;
import io.dither.learn.Link;
import io.dither.learn.Observation;
import io.dither.learn.Outcome;
import io.dither.learn.SharedLinearModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits what an observed decision costs more than the predicted one by feature: w_k (phi_k . (y_observed - y_predicted)) for
 * shared weights, and the same sum for a row of weights a coordinate, in the direction of a loss. The parts add up to the excess;
 * known offsets and the mean of one-sided noise have parts of their own. Under another link costs are no sums over features: then
 * the features themselves are compared, phi_k . (y_observed - y_predicted).
 */
final class FeatureSplit {
    static final String OFFSET = "known part";
    static final String NOISE = "mean of the noise";
    private static final double ROUNDING = 1e-9;

    private final CostModel model;
    private final double[] raw;

    FeatureSplit(Fitted fitted) {
        model = fitted.model();
        raw = model.raw(fitted.parameters());
    }

    /** Whether parts are costs that add up, not features. */
    boolean isOfCosts() {
        return link() == Link.IDENTITY;
    }

    /** Whether there are parts at all. */
    boolean isKnown() {
        return model instanceof SharedLinearModel
                || (model instanceof LinearModel linear && linear.link() == Link.IDENTITY);
    }

    private @org.jspecify.annotations.Nullable Link link() {
        return model instanceof SharedLinearModel shared
                ? shared.link()
                : model instanceof LinearModel linear ? linear.link() : null;
    }

    /** The parts of one example, by name. */
    Map<String, Double> of(Outcome outcome) {
        Map<String, Double> parts = new LinkedHashMap<>();
        if (!isKnown()) {
            return parts;
        }
        Observation one = outcome.observation();
        double[] difference = difference(outcome);
        int loss = isOfCosts() ? -one.oracle().sense().sign() : 1;
        double[] sums = model instanceof LinearModel linear
                ? ofRow(linear, one.features(), difference)
                : ofShared(one.features(), difference);
        List<String> names = names();
        for (int k = 0; k < sums.length; k++) {
            parts.put(names.get(k), zeroed(loss * sums[k]));
        }
        if (isOfCosts()) {
            rest(outcome, difference, loss, parts);
        }
        return parts;
    }

    List<String> names() {
        if (model instanceof LinearModel linear) {
            List<String> names = new java.util.ArrayList<>(linear.features());
            names.add("constant");
            return names;
        }
        return model.names();
    }

    private void rest(Outcome outcome, double[] difference, int loss, Map<String, Double> parts) {
        Features features = outcome.observation().features();
        double known = 0;
        if (features.hasOffsets() && model instanceof SharedLinearModel) {
            for (int j = 0; j < difference.length; j++) {
                known += loss * features.offset(j) * difference[j];
            }
            parts.put(OFFSET, zeroed(known));
        }
        double sum = parts.values().stream().mapToDouble(Double::doubleValue).sum();
        double size = Math.abs(outcome.cost()) + Math.abs(outcome.observedCost());
        double rest = Excess.of(outcome) - sum;
        if (Math.abs(rest) > ROUNDING * size) {
            parts.put(NOISE, rest);
        }
    }

    private static double[] difference(Outcome outcome) {
        double[] difference = new double[outcome.predicted().dimension()];
        if (outcome.observation().target() instanceof Decision observed) {
            observed.point().addTo(difference, 1);
            outcome.predicted().addTo(difference, -1);
        }
        return difference;
    }

    private double[] ofShared(Features features, double[] difference) {
        double[] sums = new double[raw.length];
        for (int j = 0; j < difference.length; j++) {
            for (int k = 0; k < sums.length && difference[j] != 0; k++) {
                sums[k] += difference[j] * features.get(j, k) * (isOfCosts() ? raw[k] : 1);
            }
        }
        return sums;
    }

    private double[] ofRow(LinearModel linear, Features features, double[] difference) {
        int size = linear.features().size();
        double[] sums = new double[size + 1];
        for (int j = 0; j < difference.length; j++) {
            int at = j * (size + 1);
            for (int k = 0; k < size; k++) {
                sums[k] += difference[j] * raw[at + k] * features.get(0, k);
            }
            sums[size] += difference[j] * raw[at + size];
        }
        return sums;
    }

    /** Keeps 0 from being shown as -0. */
    private static double zeroed(double value) {
        return value == 0 ? 0 : value;
    }
}
