package io.dither.learn.diagnose;

import io.dither.layer.Decision;
import io.dither.learn.Outcome;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.CostShape;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Splittable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits the excess cost by feature: how much more an observed decision costs than the predicted decision. For shared
 * weights w and the column phi_k of feature k, the part of feature k is w_k (phi_k . (y_observed - y_predicted)). If
 * each coordinate j has its own weights w_jk, it is phi_k times the sum over j of w_jk (y_observed,j - y_predicted,j),
 * for the feature phi_k of the example. If theta is a score, these parts change their signs. So a positive part makes
 * the observed decision worse. The parts add up to the excess; known offsets and the mean of the noise are separate
 * parts. With a link other than the identity, costs are not sums over features; then the features themselves are
 * compared, phi_k . (y_observed - y_predicted), for costs and for scores.
 */
final class FeatureSplit {
    static final String OFFSET = "known part";
    static final String NOISE = "mean of the noise";
    /** A remainder below this share of the costs of both decisions is a rounding error. */
    private static final double ROUNDING = 1e-9;
    /** The rounding error of a sum, as a share of its terms. */
    private static final double LAST_DIGITS = 1e-12;

    private final Fitted fitted;
    private final CostModel model;

    FeatureSplit(Fitted fitted) {
        this.fitted = fitted;
        model = fitted.model();
    }

    /**
     * Returns the parts of the cost of the decision y, in the order of the features; totals of the features if costs
     * are not sums over features.
     */
    static double[] byFeature(Fitted fitted, Features features, double[] y) {
        CostModel model = fitted.model();
        double[] sums = new double[Splittable.of(model).parts().size()];
        double[] sizes = new double[sums.length];
        for (int j = 0; j < y.length; j++) {
            if (y[j] != 0) {
                double[] split = Splittable.of(model).split(fitted.parameters(), features, j);
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += y[j] * split[k];
                    sizes[k] += Math.abs(y[j] * split[k]);
                }
            }
        }
        Arrays.setAll(sums, k -> rounded(sums[k], sizes[k]));
        return sums;
    }

    /** Returns the sum, or 0 if it is only the rounding error of terms of this size. */
    static double rounded(double sum, double size) {
        return Math.abs(sum) <= LAST_DIGITS * size ? 0 : sum;
    }

    /**
     * Returns whether parts are costs that add up; otherwise they are features. Parts are costs if theta is linear in
     * the parameters. They are also costs if one of them is due to effects: effects may have a bound at 0, which makes
     * theta nonlinear, but only models with the identity link have this part.
     */
    boolean arePartsCosts() {
        return CostShape.of(model).isLinear() || names().contains(SharedLinearModel.UNEXPLAINED);
    }

    /** Returns whether the model can be split into parts. */
    boolean hasParts() {
        return !names().isEmpty();
    }

    /** Returns the parts of the excess of an example, by name. */
    Map<String, Double> of(Outcome outcome) {
        Map<String, Double> parts = new LinkedHashMap<>();
        if (!hasParts()) {
            return parts;
        }
        Observation observation = outcome.observation();
        double[] difference = difference(outcome);
        int sign = arePartsCosts() ? -observation.oracle().sense().sign() : 1; // a lower observed score is an excess
        double[] sums = byFeature(fitted, observation.features(), difference);
        for (int k = 0; k < sums.length; k++) {
            parts.put(names().get(k), withoutNegativeZero(sign * sums[k]));
        }
        if (arePartsCosts()) {
            addRemainder(outcome, difference, sign, parts);
        }
        return parts;
    }

    List<String> names() {
        return Splittable.of(model).parts();
    }

    /** Adds the parts of the excess that are not due to features: the offsets and the mean of the noise. */
    private void addRemainder(Outcome outcome, double[] difference, int sign, Map<String, Double> parts) {
        Features features = outcome.observation().features();
        double offset = 0;
        // only models with shared weights read offsets, one per coordinate
        if (features.hasOffsets() && FeatureModel.of(model).isShared()) {
            for (int j = 0; j < difference.length; j++) {
                offset += sign * features.offset(j) * difference[j];
            }
            parts.put(OFFSET, withoutNegativeZero(offset));
        }
        double sum = parts.values().stream().mapToDouble(Double::doubleValue).sum();
        double size = Math.abs(outcome.cost()) + Math.abs(outcome.observedCost());
        double remainder = Excess.of(outcome) - sum;
        if (Math.abs(remainder) > ROUNDING * size) {
            parts.put(NOISE, remainder);
        }
    }

    /** Returns the observed decision minus the predicted decision; 0 if no decision was observed. */
    private static double[] difference(Outcome outcome) {
        double[] difference = new double[outcome.predicted().dimension()];
        if (outcome.observation().target() instanceof Decision observed) {
            observed.point().addTo(difference, 1);
            outcome.predicted().addTo(difference, -1);
        }
        return difference;
    }

    /** Replaces -0 by 0, for display. */
    private static double withoutNegativeZero(double value) {
        return value == 0 ? 0 : value;
    }
}
