package io.dither.learn.diagnose;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.learn.Predictor;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Splittable;
import io.dither.oracle.LinearOracle;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares two decisions of an example under a model, feature by feature.
 *
 * @param parts the parts of both costs (or scores) by feature; if costs are not sums over features, the total of each
 *     feature over the coordinates of each decision
 * @param cost the cost (or score) of the decision, at the costs of the model plus the mean of the noise
 * @param otherCost the cost (or score) of the other decision, at the same costs
 */
public record Explanation(List<Part> parts, double cost, double otherCost) {
    /** The name of the part that is not due to features: known offsets and the mean of the noise. */
    private static final String REST = "known part and mean of the noise";
    /**
     * Costs minus their parts by feature are a rounding error if they are at most this share of the sum of the absolute
     * costs and parts.
     */
    private static final double ROUNDING = 1e-9;

    /**
     * The costs of both decisions due to a feature.
     *
     * @param name the feature
     * @param decision the feature's part of the cost of the decision
     * @param other the feature's part of the cost of the other decision
     */
    public record Part(String name, double decision, double other) {
        /** {@return the part of the decision minus the part of the other decision; 0 if that is a rounding error} */
        public double difference() {
            return minus(decision, other);
        }
    }

    /** {@return how much more the decision costs than the other decision; 0 if the difference is a rounding error} */
    public double difference() {
        return minus(cost, otherCost);
    }

    private static double minus(double first, double second) {
        return FeatureSplit.rounded(first - second, Math.abs(first) + Math.abs(second));
    }

    /**
     * Compares two decisions.
     *
     * @param fitted the model
     * @param features the features of the example
     * @param oracle the oracle of the example
     * @param decision a decision, of the length of theta; read only
     * @param other another decision; read only
     * @return the costs of both decisions by feature
     */
    public static Explanation of(
            Fitted fitted, Features features, LinearOracle oracle, double[] decision, double[] other) {
        requireNonNull(oracle, "oracle");
        Arguments.finite("decision", decision, oracle.dimension());
        Arguments.finite("other", other, oracle.dimension());
        CostModel model = fitted.model();
        List<String> names = Splittable.of(model).parts();
        double[] byFeature = FeatureSplit.byFeature(fitted, features, decision);
        double[] otherByFeature = FeatureSplit.byFeature(fitted, features, other);
        double[] costs;
        try (Predictor predictor = Predictor.of(fitted)) {
            costs = predictor.costs(features, oracle);
        }
        double cost = Vectors.dot(decision, costs);
        double otherCost = Vectors.dot(other, costs);
        List<Part> parts = new ArrayList<>();
        double rest = cost;
        double otherRest = otherCost;
        // the sums of the absolute terms, by which rounding errors are recognised
        double size = Math.abs(cost);
        double otherSize = Math.abs(otherCost);
        for (int k = 0; k < byFeature.length; k++) {
            parts.add(new Part(names.get(k), byFeature[k], otherByFeature[k]));
            rest -= byFeature[k];
            otherRest -= otherByFeature[k];
            size += Math.abs(byFeature[k]);
            otherSize += Math.abs(otherByFeature[k]);
        }
        if (new FeatureSplit(fitted).arePartsCosts()
                && Math.abs(rest) + Math.abs(otherRest) > ROUNDING * (size + otherSize)) {
            parts.add(new Part(REST, FeatureSplit.rounded(rest, size), FeatureSplit.rounded(otherRest, otherSize)));
        }
        return new Explanation(List.copyOf(parts), cost, otherCost);
    }
}
