package io.dither.learn.internal.search;

import io.dither.learn.evaluate.ExampleGradients;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The reference of a model with weights for each coordinate. If the coordinates of all solutions have the same sum, adding the same amount
 * to the weights of a feature for all coordinates changes no decision. So the weights of the first coordinate are set to 0, and the weights
 * of the other coordinates are differences from them.
 *
 * @param model the model of the weights
 * @param columns for each column of the weights (one per feature, and the last for the intercepts), whether it needs a reference; empty if
 *     no column does
 * @param neverVarying the features that never vary
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Reference(CostModel model, boolean[] columns, Set<String> neverVarying) {
    /** A sum of derivatives below this share of the sum of their absolute values is a rounding error. */
    private static final double ROUNDING = 1e-9;

    /**
     * Finds the reference at the end of a search. A fit with an l1 or l2 penalty has none, and neither has a column in which a weight has a
     * bound: penalties and bounds choose among the weights that give the same decisions (but no penalty chooses the intercepts).
     */
    static Reference of(Evaluations evaluations, Bounds box, double epsilon, double[] x) {
        boolean isPenalised = evaluations.settings.l1() > 0 || evaluations.settings.l2() > 0;
        if (!(evaluations.model instanceof LinearModel linear)
                || !linear.isLinear()
                || !evaluations.isSumConstant
                || isPenalised
                || !evaluations.criterion.isOfDecisionModel()) {
            return new Reference(evaluations.model, new boolean[0], Set.of());
        }
        ExampleGradients gradients = evaluations.gradients(x, epsilon, 0, evaluations.settings.samples());
        int width = linear.features().size() + 1;
        boolean[] columns = new boolean[width];
        for (int k = 0; k < width; k++) {
            int column = k;
            int[] weightsOfColumn = IntStream.range(0, linear.dimension())
                    .map(i -> i * width + column)
                    .toArray();
            columns[k] = Arrays.stream(weightsOfColumn).noneMatch(box::isBounded)
                    && IntStream.range(0, gradients.size())
                            .allMatch(example -> isBalanced(gradients, example, weightsOfColumn));
        }
        return new Reference(linear, columns, Set.copyOf(linear.constantFeatures()));
    }

    /** Returns whether the derivatives of these weights sum up to 0 in an example, up to rounding. */
    private static boolean isBalanced(ExampleGradients gradients, int example, int[] weights) {
        double sum = 0;
        double absoluteSum = 0;
        for (int k : weights) {
            sum += gradients.get(example, k);
            absoluteSum += Math.abs(gradients.get(example, k));
        }
        return Math.abs(sum) <= ROUNDING * absoluteSum;
    }

    /** Returns whether a parameter is a weight or the intercept of the first coordinate, from which differences are taken. */
    boolean isOfReference(int parameter) {
        return parameter < columns.length && columns[parameter];
    }

    /** Returns whether a parameter is reported as a difference from the parameter of the first coordinate. */
    private boolean isDifference(int parameter) {
        return columns.length > 0 && columns[parameter % columns.length];
    }

    /** Returns whether a parameter is the weight of a feature that never varies. */
    private boolean neverVaries(int parameter) {
        int feature = columns.length == 0 ? 0 : parameter % columns.length;
        return feature < columns.length - 1
                && neverVarying.contains(FeatureModel.of(model).features().get(feature));
    }

    /** Returns the box in which the weights of the reference, and the weights of features that never vary, are fixed at x. */
    Bounds fixed(Bounds box, double[] x) {
        int weights = model.names().size();
        return columns.length == 0 ? box : box.fixing(k -> k < weights && (isOfReference(k) || neverVaries(k)), x);
    }

    /**
     * Subtracts, from the value of each parameter that is reported as a difference, the value of the same column at the first coordinate.
     * Values after those of the parameters do not change.
     */
    double[] minusReference(double[] values) {
        double[] shifted = values.clone();
        for (int k = 0; columns.length > 0 && k < model.names().size(); k++) {
            shifted[k] -= isDifference(k) ? values[k % columns.length] : 0;
        }
        return shifted;
    }

    /** Returns the parameters, in standardised units, shifted so that their raw weights are differences from the reference. */
    double[] withRawDifferences(double[] parameters) {
        if (columns.length == 0) {
            return parameters;
        }
        int last = columns.length - 1;
        double[] shifted = parameters.clone();
        for (int k = 0; k < shifted.length; k++) {
            shifted[k] -= k % columns.length < last && isDifference(k) ? parameters[k % columns.length] : 0;
        }
        // the raw intercept of the reference must become 0; it depends on the shifted weights if features are centred.
        // Without a reference for intercepts, they do not change
        double intercept = columns[last] ? Standardisable.of(model).raw(shifted)[last] : 0;
        for (int k = last; k < shifted.length; k += columns.length) {
            shifted[k] -= intercept;
        }
        return shifted;
    }

    /**
     * Returns the derivative of each raw weight with respect to the unknowns.
     *
     * @param slopes the derivative of each raw weight with respect to its own parameter
     * @param size the number of unknowns, the parameters first
     */
    IntFunction<double[]> derivatives(double[] slopes, int size) {
        if (!(model instanceof LinearModel linear)) {
            return k -> FitErrors.only(size, k, slopes[k]);
        }
        int width = linear.features().size() + 1;
        double[] unit = new double[linear.names().size()];
        // [j][l]: the derivative of raw weight l in parameter j, both of the same coordinate; each coordinate has the
        // same derivatives
        double[][] slopesByFeature = new double[width][];
        for (int j = 0; j < width; j++) {
            unit[j] = 1;
            slopesByFeature[j] = Arrays.copyOf(linear.raw(unit), width);
            unit[j] = 0;
        }
        for (int j = 0; j < width; j++) {
            slopesByFeature[j][j] = slopes[j]; // the same number, but 1 instead of 0 if the feature never varies
        }
        return k -> {
            double[] gradientOfWeight = new double[size];
            int firstOfCoordinate = k - k % width;
            for (int j = 0; j < width; j++) {
                gradientOfWeight[firstOfCoordinate + j] += slopesByFeature[j][k % width];
                gradientOfWeight[j] -= isDifference(k) ? slopesByFeature[j][k % width] : 0;
            }
            return gradientOfWeight;
        };
    }

    /** Returns the weights; weights of the reference or of features that never vary have a status instead of an interval. */
    List<Weight> withStatuses(List<Weight> weights) {
        return IntStream.range(0, weights.size())
                .mapToObj(k -> withStatus(k, weights.get(k)))
                .toList();
    }

    private Weight withStatus(int k, Weight weight) {
        if (neverVaries(k)) {
            return weight.withoutInterval(WeightStatus.NEVER_VARIES);
        }
        return isOfReference(k) ? weight.withoutInterval(WeightStatus.REFERENCE) : weight;
    }

    /** Returns a message for the user about the reference; empty if there is none. */
    String message() {
        int first = IntStream.range(0, columns.length)
                .filter(k -> columns[k])
                .findFirst()
                .orElse(-1);
        if (first < 0) {
            return "";
        }
        String name = model.names().get(first);
        return "weights are differences to those of " + name.substring(name.lastIndexOf('[')) + ", the reference";
    }
}
