package io.dither.learn.internal.search;

import io.dither.error.Arguments;
import io.dither.learn.model.CostModel;
import java.util.List;
import java.util.stream.IntStream;

/** The unknowns of the moments: the parameters that are not fixed, followed by the logarithm of epsilon if it is learnt. */
final class Unknowns {
    /** The number of unknowns. */
    final int size;

    /** Whether epsilon is learnt, so that its logarithm is the last unknown. */
    final boolean hasEpsilon;
    /**
     * All parameters at the start of the search. If parameters are fixed at values other than 0, free parameters start at half the largest
     * absolute value of the fixed parameters.
     */
    final double[] startValues;
    /** The number of weights: all parameters except the parameter for epsilon. */
    final int weights;
    /** The indices of the parameters that are not fixed. */
    final int[] free;

    private final CostModel model;
    private final Bounds box;
    private final double epsilon;

    /** Epsilon is NaN if it is learnt; then the last parameter of the model is not a weight, see {@link EpsilonModel}. */
    Unknowns(CostModel model, Bounds box, double epsilon) {
        this.model = model;
        this.box = box;
        this.epsilon = epsilon;
        hasEpsilon = Double.isNaN(epsilon);
        startValues = model.start();
        weights = startValues.length - (hasEpsilon ? 1 : 0);
        free = IntStream.range(0, weights).filter(k -> !box.isFixed(k)).toArray();
        size = free.length + (hasEpsilon ? 1 : 0);
        Arguments.require(
                size > 0,
                "all weights are fixed and epsilon is given: nothing is learnt",
                "Maybe leave one weight free");
        double largestFixed = 0;
        for (int k = 0; k < weights; k++) {
            largestFixed = Math.max(largestFixed, box.isFixed(k) ? Math.abs(box.low()[k]) : 0);
        }
        for (int k = 0; k < weights; k++) {
            double start = largestFixed > 0 ? largestFixed / 2 : startValues[k];
            startValues[k] = box.isFixed(k) ? box.low()[k] : box.clamp(k, start);
        }
    }

    List<String> names() {
        List<String> names = model.names();
        return IntStream.range(0, size)
                .mapToObj(i -> i < free.length ? names.get(free[i]) : "epsilon")
                .toList();
    }

    /** Returns all parameters: the free parameters come from the unknowns, the fixed parameters have their given values. */
    double[] parameters(double[] x) {
        double[] parameters = startValues.clone();
        for (int i = 0; i < free.length; i++) {
            parameters[free[i]] = x[i];
        }
        return parameters;
    }

    double epsilon(double[] x) {
        return hasEpsilon ? Math.exp(x[size - 1]) : epsilon;
    }

    /** Picks the entries of the unknowns from a vector over all parameters, and appends the entry of epsilon if it is learnt. */
    double[] pick(double[] parameters, double ofEpsilon) {
        double[] x = new double[size];
        x[size - 1] = ofEpsilon; // replaced below if epsilon is given
        for (int i = 0; i < free.length; i++) {
            x[i] = parameters[free[i]];
        }
        return x;
    }

    /** Returns the indices of the unknowns inside their bounds. */
    int[] interior(double[] x) {
        return IntStream.range(0, size)
                .filter(i -> i >= free.length || !box.isAtBound(free[i], x[i]))
                .toArray();
    }

    /**
     * Moves the unknowns by a step. It is shortened so that each weight changes by at most half its size, or a quarter of the mean size of all
     * weights if that is more (if all weights are 0, by at most epsilon), and epsilon by at most a factor of 2.
     */
    double[] moved(double[] from, double[] step) {
        double meanSize = 0;
        double[] parameters = parameters(from);
        for (int k = 0; k < weights; k++) {
            meanSize += Math.abs(parameters[k]) / weights;
        }
        double least = meanSize > 0 ? meanSize / 4 : epsilon(from);
        double shrink = 1;
        for (int i = 0; i < size; i++) {
            double limit = i == free.length ? Math.log(2) : Math.max(Math.abs(from[i]) / 2, least);
            shrink = Math.min(shrink, limit / Math.max(Math.abs(step[i]), 1e-300)); // a step may be 0
        }
        double[] x = from.clone();
        for (int i = 0; i < size; i++) {
            x[i] += shrink * step[i];
            x[i] = i < free.length ? box.clamp(free[i], x[i]) : x[i];
        }
        return x;
    }
}
