package io.dither.people.tastes;

import io.dither.error.Arguments;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Standardisable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Computes the starting point of the search for tastes. */
final class Start {
    /** The spread of weights at the start, relative to the weights; of lognormal weights, the spread of the logarithm. */
    private static final double SPREAD = 0.5;

    /** The spread of a weight at the start is relative to at least this share of the largest weight. */
    private static final double LEAST_SIZE = 0.1;

    private Start() {}

    /** Returns the population to start from, around the fit with one taste, in standardised units. */
    static Population of(Fitted commonFit, Law law, Map<String, Law> laws, boolean correlated, Optional<String> unit) {
        CostModel model = commonFit.model();
        List<String> names = model.names();
        // the only bounds that tastes allow are those that fix a weight
        Set<String> fixed = commonFit.settings().bounds().keySet();
        Set<String> constants = Set.copyOf(Standardisable.of(model).constantFeatures());
        double[] weights = commonFit.parameters().clone();
        int unitIndex = unit.map(names::indexOf).orElse(-1);
        unit.ifPresent(name -> toRatios(name, unitIndex, weights, fixed));
        double[] signs = new double[weights.length];
        double[] location = new double[weights.length];
        boolean[] isFixed = new boolean[weights.length];
        List<Law> lawOfEach = names.stream()
                .map(name -> constants.contains(name)
                        ? Law.FIXED
                        : laws.getOrDefault(name, defaultLaw(name, law, unit, fixed)))
                .toList();
        Arguments.require(
                unitIndex < 0 || lawOfEach.get(unitIndex) == Law.LOGNORMAL || lawOfEach.get(unitIndex) == Law.FIXED,
                "the taste of '" + unit.orElse("") + "' is " + lawOfEach.get(Math.max(0, unitIndex))
                        + ", but others cannot be ratios to a weight that may be 0",
                "Maybe make it lognormal or fixed");
        int firstBounded = IntStream.range(0, lawOfEach.size())
                .filter(k -> lawOfEach.get(k).isBounded())
                .findFirst()
                .orElse(-1);
        Arguments.require(
                !correlated || firstBounded < 0,
                "the taste of '" + names.get(Math.max(0, firstBounded)) + "' is "
                        + lawOfEach.get(Math.max(0, firstBounded))
                        + ": only normal and lognormal tastes are correlated",
                "Maybe choose one of these laws, or leave --correlated out");
        Arguments.require(
                lawOfEach.stream().anyMatch(chosen -> chosen != Law.FIXED),
                "all weights are fixed: no taste varies",
                "Maybe choose a law of one of " + names);
        for (int k = 0; k < weights.length; k++) {
            boolean isLognormal = lawOfEach.get(k) == Law.LOGNORMAL;
            Arguments.require(
                    !isLognormal || !fixed.contains(names.get(k)),
                    "the weight of '" + names.get(k) + "' is fixed, but its taste is lognormal",
                    "Maybe choose a normal taste, whose mean can be fixed, or leave the weight free");
            Arguments.require(
                    !isLognormal || weights[k] != 0,
                    "the weight of '" + names.get(k)
                            + "' is 0 with one taste for all, so that a lognormal taste has no sign",
                    "Maybe use --tastes " + names.get(k) + "=normal or fixed");
            signs[k] = isLognormal ? Math.signum(weights[k]) : 1;
            location[k] = isLognormal ? Math.log(Math.abs(weights[k])) : weights[k];
            isFixed[k] = fixed.contains(names.get(k));
        }
        Population shape = Population.of(names, lawOfEach, signs, correlated, isFixed, unitIndex);
        return shape.with(location, startingFactor(shape, weights));
    }

    /** Returns the factor of the population at the start, which is diagonal. */
    private static double[][] startingFactor(Population shape, double[] weights) {
        double[][] factor = new double[weights.length][shape.dimensions()];
        int[] varying = shape.varying();
        for (int r = 0; r < varying.length; r++) {
            int k = varying[r];
            double magnitude = Math.max(
                    Math.abs(weights[k]),
                    LEAST_SIZE * Arrays.stream(weights).map(Math::abs).max().orElse(1));
            factor[k][r] = SPREAD
                    * switch (shape.laws().get(k)) {
                        case LOGNORMAL -> 1;
                        // half the width of the law, about twice its standard deviation
                        case TRIANGULAR, UNIFORM -> 2 * magnitude;
                        default -> magnitude;
                    };
        }
        return factor;
    }

    /** Returns the law of a weight for which none was chosen: FIXED for a fixed weight, lognormal for the unit if the common law varies, else the common law. */
    private static Law defaultLaw(String name, Law law, Optional<String> unit, Set<String> fixed) {
        if (fixed.contains(name)) {
            return Law.FIXED;
        }
        return unit.filter(name::equals).isPresent() && law != Law.FIXED ? Law.LOGNORMAL : law;
    }

    /** Divides the other weights by the weight of the unit; requires that none of them is fixed. */
    private static void toRatios(String name, int unit, double[] weights, Set<String> fixed) {
        Arguments.require(
                unit >= 0 && weights[unit] != 0,
                "tastes are ratios to '" + name + "', which is " + (unit < 0 ? "not a weight of the model" : "0"),
                "Maybe name a weight of the model, such as the price");
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= k == unit ? 1 : weights[unit];
        }
        fixed.forEach(fixedName -> Arguments.require(
                fixedName.equals(name),
                "the weight of '" + fixedName + "' is fixed, but tastes are ratios to '" + name + "'",
                "Maybe fix none but '" + name + "'"));
    }
}
