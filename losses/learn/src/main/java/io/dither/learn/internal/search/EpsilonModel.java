package io.dither.learn.internal.search;

import io.dither.error.Arguments;
import io.dither.layer.Pullback;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.CostShape;
import io.dither.learn.model.EffectPullback;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Link;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Range;
import io.dither.learn.model.Standardisable;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A cost model with one more parameter, between the weights and the effects, which determines epsilon.
 *
 * <p>If the fit minimises a loss, costs are divided by epsilon. The parameter of a free weight is weight / epsilon; the parameter of an effect is
 * effect / epsilon, the unit in which effects are penalised. The parameter of a fixed weight is the weight itself. The new parameter is
 * unit / epsilon, where the unit is the largest absolute value of a fixed weight, or the root mean square of the nonzero offsets if that is
 * larger. It multiplies the fixed part of the costs: the part from fixed weights and offsets, divided by the unit. So the loss is convex in all
 * free parameters if theta is linear in the weights.
 *
 * <p>By the method of moments, costs are not divided. The new parameter has the moment that identifies epsilon, with the fixed part of the costs
 * as its derivative of theta.
 */
public final class EpsilonModel implements CostModel, CostShape, GroupEffects, Serializable {
    private static final long serialVersionUID = 1L;

    private final CostModel inner;
    /** Whether each weight is fixed. */
    private final boolean[] fixed;

    /** The unit of the new parameter, in standardised units; 0 for moments, whose costs are not divided by epsilon. */
    private final double unit;

    private EpsilonModel(CostModel inner, boolean[] fixed, double unit) {
        this.inner = inner;
        this.fixed = fixed;
        this.unit = unit;
    }

    /**
     * Returns the model to search with: {@code standardised} itself, or a model with epsilon as an unknown if epsilon is learnt.
     *
     * @param standardised the cost model, standardised
     * @param settings the settings of the fit
     * @param isOfDecisionModel whether the loss belongs to a model of decisions, which has an epsilon
     */
    public static CostModel of(CostModel standardised, FitSettings settings, boolean isOfDecisionModel) {
        Arguments.require(
                GroupEffects.of(standardised).isEmpty() || !settings.isMoments(),
                "moments are as many as unknowns, and cannot be made 0 for "
                        + GroupEffects.of(standardised).size() + " effects",
                "Maybe learn by fenchel-young, or without effects");
        // true if nothing fixes the scale of the costs: there is no offset, and no weight is fixed at a value other
        // than 0
        boolean isScaleFree = isProportional(standardised)
                && Standardisable.of(standardised).offsetScale() == 0
                && !settings.hasUnit();
        boolean isEpsilonGiven = !Double.isNaN(settings.epsilon());
        if (settings.isMoments()) {
            Arguments.require(
                    !isEpsilonGiven || !isScaleFree || !settings.noise().equals(NoiseModel.LOGNORMAL),
                    "epsilon = " + settings.epsilon()
                            + " fixes no scale under multiplicative noise: the weights have none",
                    "Maybe fix one weight, the unit of the others, such as --fix "
                            + standardised.names().get(0) + "=1, or leave epsilon out");
            return isEpsilonGiven
                    ? standardised
                    : new EpsilonModel(standardised, fixed(standardised, settings, isScaleFree), 0);
        }
        Arguments.require(
                isOfDecisionModel || !settings.learnEpsilon(),
                "the loss '" + settings.loss() + "' has no epsilon that could be learnt",
                "Maybe leave epsilon out, or learn by fenchel-young or moments");
        Arguments.require(
                !isScaleFree || !settings.learnEpsilon(),
                "epsilon is learnt, but no weight is fixed: only weights over epsilon are identified",
                "Maybe fix one, the unit in which the others are measured");
        // a fixed part of the costs identifies epsilon, which is then learnt even if the settings do not ask for it
        boolean hasFixedPart = settings.hasUnit()
                || (isProportional(standardised)
                        && Standardisable.of(standardised).offsetScale() > 0);
        if (!isOfDecisionModel || isEpsilonGiven || !(settings.learnEpsilon() || hasFixedPart)) {
            return standardised;
        }
        settings.bounds().forEach((name, range) -> requireCone(name, range));
        boolean[] fixed = fixed(standardised, settings, false);
        double unit = unit(standardised, settings, fixed);
        // the unit is 0 only if costs are not proportional to the weights, which identifies epsilon with any unit
        return new EpsilonModel(standardised, fixed, unit == 0 ? 1 : unit);
    }

    /**
     * Returns the largest absolute value of a fixed weight whose feature varies, or the root mean square of the nonzero offsets if that is larger;
     * 0 if there are neither.
     */
    private static double unit(CostModel standardised, FitSettings settings, boolean[] fixed) {
        double unit = Standardisable.of(standardised).offsetScale();
        // values of fixed weights, infinite if the feature never varies; the entries of other weights are not used
        double[] fixedValues = Standardisable.of(standardised)
                .standardised(standardised.names().stream()
                        .mapToDouble(name -> settings.bounds()
                                .getOrDefault(name, new Range(0, 0))
                                .low())
                        .map(low -> Double.isInfinite(low) ? 0 : low)
                        .toArray());
        for (int k = 0; k < fixed.length; k++) {
            unit = fixed[k] && Double.isFinite(fixedValues[k]) ? Math.max(unit, Math.abs(fixedValues[k])) : unit;
        }
        Arguments.require(
                unit > 0
                        || !isProportional(standardised)
                        || Arrays.stream(fixedValues).allMatch(Double::isFinite),
                "epsilon cannot be learnt from the fixed weight of a feature that never varies",
                "Maybe fix another weight, or give epsilon");
        return unit;
    }

    /**
     * Returns whether a factor on all weights and effects also multiplies the costs, except for offsets. This is true of linear models, and of
     * models with effects and the identity link, which are not linear only because they replace negative costs by 0.
     */
    private static boolean isProportional(CostModel model) {
        return CostShape.of(model).isLinear()
                || (!GroupEffects.of(model).isEmpty() && FeatureModel.of(model).link() == Link.IDENTITY);
    }

    /** Returns which weights are fixed; if the scale is free, also the first free weight of a feature that varies. */
    private static boolean[] fixed(CostModel model, FitSettings settings, boolean isScaleFree) {
        List<String> names = model.names();
        boolean[] fixed = new boolean[names.size()];
        for (int k = 0; k < fixed.length; k++) {
            Range range = settings.bounds().get(names.get(k));
            fixed[k] = range != null && range.low() == range.high();
        }
        if (isScaleFree) {
            double[] ones = new double[fixed.length];
            Arrays.fill(ones, 1);
            double[] perRaw = Standardisable.of(model).standardised(ones); // infinite if the feature never varies
            int firstFree = IntStream.range(0, fixed.length)
                    .filter(k -> !fixed[k] && Double.isFinite(perRaw[k]))
                    .findFirst()
                    .orElse(-1);
            Arguments.require(
                    firstFree >= 0,
                    "moments learn epsilon from weights that are fixed, and all of these are 0",
                    "Maybe fix one at 1");
            fixed[firstFree] = true;
        }
        return fixed;
    }

    /** Requires a fixed value, or bounds that mean the same for a weight and for the weight divided by epsilon: 0 or infinite. */
    private static void requireCone(String name, Range range) {
        boolean isCone = (range.low() == 0 || range.low() == Double.NEGATIVE_INFINITY)
                && (range.high() == 0 || range.high() == Double.POSITIVE_INFINITY);
        Arguments.require(
                isCone || range.low() == range.high(),
                "the bounds of '" + name + "' are not 0 or infinite while epsilon is learnt",
                "Maybe give epsilon, or learn by moments");
    }

    CostModel inner() {
        return inner;
    }

    /** Returns whether costs are divided by epsilon, and so are the free weights and effects. */
    boolean dividesByEpsilon() {
        return unit > 0;
    }

    boolean isFixed(int k) {
        return fixed[k];
    }

    /** Returns 1 / epsilon; 1 for moments, whose costs are not divided. */
    double inverseEpsilon(double[] x) {
        return dividesByEpsilon() ? x[fixed.length] / unit : 1;
    }

    /** Returns the index of the parameter that determines epsilon. */
    int epsilonIndex() {
        return fixed.length;
    }

    /** Converts the parameters x of this model to the parameters of the inner model: the weights, in standardised units, then the effects. */
    double[] weights(double[] x) {
        double[] weights = Arrays.copyOf(x, x.length - 1);
        System.arraycopy(x, fixed.length + 1, weights, fixed.length, weights.length - fixed.length);
        for (int k = 0; k < weights.length && dividesByEpsilon(); k++) {
            weights[k] /= k < fixed.length && fixed[k] ? 1 : inverseEpsilon(x);
        }
        return weights;
    }

    @Override
    public double[] start() {
        double[] start = parameters(inner.start());
        // if costs are proportional, the new parameter starts like the equal weights of a SharedLinearModel; otherwise
        // epsilon starts at 1
        start[fixed.length] = dividesByEpsilon() && isProportional(inner) ? 1.0 / fixed.length : unit;
        return start;
    }

    /** Returns the parameters of this model for weights and effects at a given 1 / epsilon: the inverse of {@link #weights}. */
    double[] parametersAt(double[] weights, double inverseEpsilon) {
        double[] x = parameters(weights);
        for (int k = 0; k < x.length && dividesByEpsilon(); k++) {
            x[k] *= k < fixed.length && fixed[k] ? 1 : inverseEpsilon;
        }
        return x;
    }

    /** Returns the parameters of this model for weights and effects if epsilon is 1. */
    double[] parameters(double[] weights) {
        double[] x = Arrays.copyOf(weights, weights.length + 1);
        x[fixed.length] = unit;
        System.arraycopy(weights, fixed.length, x, fixed.length + 1, weights.length - fixed.length);
        return x;
    }

    @Override
    public List<String> effects() {
        return GroupEffects.of(inner);
    }

    @Override
    public List<String> names() {
        return Stream.concat(inner.names().stream(), Stream.of("epsilon")).toList();
    }

    @Override
    public double[] theta(double[] x, Features features) {
        double[] theta = inner.theta(weights(x), features);
        for (int j = 0; j < theta.length; j++) {
            theta[j] *= inverseEpsilon(x);
        }
        return theta;
    }

    @Override
    public Pullback pullback(double[] x, Features features) {
        return new Scaled(x, features);
    }

    /** The pullback at parameters x: the pullback of the inner model at its weights, and the derivative in the new parameter. */
    private final class Scaled implements EffectPullback {
        private final Pullback innerPullback;
        private final int size;
        /** The part of each cost from fixed weights and offsets, divided by the unit; not divided for moments. */
        private final double[] fixedPart;

        Scaled(double[] x, Features features) {
            size = x.length;
            double[] weights = EpsilonModel.this.weights(x);
            innerPullback = inner.pullback(weights, features);
            // the costs, from which the parts of free weights and effects are subtracted
            fixedPart = inner.theta(weights, features);
            double[] slopes = new double[fixed.length + 1];
            for (int j = 0; j < fixedPart.length; j++) {
                Arrays.fill(slopes, 0);
                int effect = effect(j);
                addInner(j, 1, slopes, effect < 0 ? -1 : fixed.length);
                for (int k = 0; k < fixed.length; k++) {
                    fixedPart[j] -= fixed[k] ? 0 : weights[k] * slopes[k];
                }
                fixedPart[j] -= effect < 0 ? 0 : weights[fixed.length + effect] * slopes[fixed.length];
                fixedPart[j] /= dividesByEpsilon() ? unit : 1;
            }
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public int weights() {
            return fixed.length + 1;
        }

        @Override
        public int effect(int coordinate) {
            return innerPullback instanceof EffectPullback effects ? effects.effect(coordinate) : -1;
        }

        /** Adds the gradient by the inner pullback, see {@link EffectPullback#add}; without effects, {@code effectEntry} is not used. */
        private void addInner(int coordinate, double factor, double[] sum, int effectEntry) {
            if (innerPullback instanceof EffectPullback effects) {
                effects.add(coordinate, factor, sum, effectEntry);
            } else {
                innerPullback.add(coordinate, factor, sum);
            }
        }

        @Override
        public void add(int coordinate, double factor, double[] sum, int effectEntry) {
            addInner(coordinate, factor, sum, effectEntry);
            sum[fixed.length] += factor * fixedPart[coordinate];
        }
    }

    /** Returns false: the costs of a fixed weight are its parameter times 1 / epsilon, a product of two parameters. */
    @Override
    public boolean isLinear() {
        return false;
    }

    @Override
    public boolean isPenalised(int parameter) {
        return parameter < fixed.length
                && !fixed[parameter]
                && CostShape.of(inner).isPenalised(parameter);
    }
}
