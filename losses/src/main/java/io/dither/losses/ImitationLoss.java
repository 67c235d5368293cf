package io.dither.losses;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.Input;
import io.dither.layer.Loss;
import io.dither.layer.Target;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.regularized.RegularizedOptimizer;
import io.dither.regularized.Regularizer;
import java.util.Locale;

/**
 * The imitation of a solution b (Dalle et al., "Learning with combinatorial optimization layers: a probabilistic
 * approach", 2022): max over y of alpha delta(y, b) + s &lt;theta, y - b&gt; - (Omega(y) - Omega(b)), s = +1 for scores
 * and -1 for costs, with the gradient s (y - b) at the maximiser y.
 *
 * <p>Convex in theta and at least 0. The cost delta is linear in y, so that the oracle finds the maximiser at a shifted
 * theta. Without Omega this takes one solve: with the Hamming cost it is the structured SVM (Tsochantaridis et al.
 * 2005), without a cost the perceptron. With Omega and no cost it is a Fenchel-Young loss: that of sparsemax for the
 * half squared norm, the cross-entropy for the negative entropy. With the regret of true parameters and alpha = 1/2 it
 * is half of {@link SpoPlusLoss}. Exact, so standard errors are 0. Thread-safe.
 *
 * @param <T> the type of the target: true costs if delta is the regret, otherwise decisions
 */
public final class ImitationLoss<T extends Target> implements Loss<T> {
    /** The cost delta(y, b). */
    public enum Cost {
        /** 0. */
        NONE,
        /**
         * The number of coordinates in which y differs from b, for 0/1 points; with Omega its linear extension to the
         * hull.
         */
        HAMMING,
        /**
         * |y - b|^2, if Omega is half the squared norm and lambda is above 2 alpha; with another Omega, on 0/1 points,
         * it is the Hamming cost.
         */
        SQUARED,
        /** The regret of y at the true parameters; b is their solution. */
        REGRET;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final LinearOracle oracle;
    private final Class<T> targetType;
    private final Cost cost;
    private final double alpha;
    private final Regularizer regulariser;
    private final double lambda;

    private ImitationLoss(
            LinearOracle oracle, Class<T> targetType, Cost cost, double alpha, Regularizer regulariser, double lambda) {
        this.oracle = oracle;
        this.targetType = targetType;
        this.cost = cost;
        this.alpha = Arguments.positive("alpha", alpha);
        this.regulariser = regulariser;
        this.lambda = Arguments.positive("lambda", lambda);
        requireKnown(oracle);
    }

    /**
     * Makes the loss for observed decisions.
     *
     * @param oracle the oracle
     * @param cost delta; not {@link Cost#REGRET}
     * @param alpha the weight of delta, above 0
     * @param regulariser Omega
     * @param lambda the weight of Omega, above 0; not used if there is none
     * @return the loss
     * @throws InvalidArgumentException if there is no way to find the maximum on the oracle's set
     */
    public static ImitationLoss<Decision> of(
            LinearOracle oracle, Cost cost, double alpha, Regularizer regulariser, double lambda) {
        Arguments.require(cost != Cost.REGRET, "cost = regret learns from true costs", "Maybe ImitationLoss.regret");
        return new ImitationLoss<>(oracle, Decision.class, cost, alpha, regulariser, lambda);
    }

    /**
     * Makes the loss for true parameters: it imitates their best solution, with the regret as the cost.
     *
     * @param oracle the oracle
     * @param alpha the weight of the regret, above 0
     * @param regulariser Omega
     * @param lambda the weight of Omega, above 0; not used if there is none
     * @return the loss
     * @throws InvalidArgumentException if there is no way to find the maximum on the oracle's set
     */
    public static ImitationLoss<Costs> regret(
            LinearOracle oracle, double alpha, Regularizer regulariser, double lambda) {
        return new ImitationLoss<>(oracle, Costs.class, Cost.REGRET, alpha, regulariser, lambda);
    }

    /**
     * Makes the structured hinge loss: the Hamming cost, without Omega.
     *
     * @param oracle an oracle of 0/1 points
     * @param alpha the margin of each coordinate, above 0, in the units of theta
     * @return the loss
     */
    public static ImitationLoss<Decision> structuredHinge(LinearOracle oracle, double alpha) {
        return of(oracle, Cost.HAMMING, alpha, Regularizer.none(), 1);
    }

    private void requireKnown(LinearOracle set) {
        new RegularizedOptimizer(set, regulariser, lambda);
        Arguments.require(
                cost == Cost.NONE || set.domain().isEverywhere(),
                "cost = " + cost + " solves at a shifted theta, which may lie outside the oracle's domain, " + set.domain(),
                "Maybe a Fenchel-Young loss with one-sided gamma noise, which keeps costs >= 0");
        boolean zeroOne = set.traits().contains(Trait.ZERO_ONE);
        boolean linear = cost == Cost.NONE || cost == Cost.REGRET || (zeroOne && !isQuadratic());
        Arguments.require(
                linear || (isQuadratic() && lambda > 2 * alpha),
                "cost = " + cost + " with regulariser = " + regulariser + " and lambda = " + lambda
                        + " is not concave in y on " + (zeroOne ? "the hull" : "points that are not known to be 0/1"),
                "Maybe the Hamming cost on 0/1 points, or " + Cost.SQUARED + " with " + Regularizer.halfSquaredNorm()
                        + " and lambda above 2 alpha");
    }

    /** Returns whether delta is quadratic on the set of the maximisation. */
    private boolean isQuadratic() {
        return cost == Cost.SQUARED && regulariser == Regularizer.halfSquaredNorm();
    }

    @Override
    public String name() {
        return "imitation, cost " + cost + ", regulariser " + regulariser;
    }

    @Override
    public LinearOracle oracle() {
        return oracle;
    }

    @Override
    public Class<T> targetType() {
        return targetType;
    }

    /** Returns true if there is no Omega. */
    @Override
    public boolean hasKinks() {
        return regulariser == Regularizer.none();
    }

    @Override
    public ValueAndGradient evaluate(Example<T> example) {
        LinearOracle set = example.oracle();
        if (set != oracle) {
            requireKnown(set);
        }
        int sign = set.sense().sign();
        double[] scores = Vectors.scaled(sign, Arguments.finite("theta", example.theta(), set.dimension()));
        double[] observed = observed(example, set);
        double[] slope = slope(observed, example.target(), sign);
        double weight = isQuadratic() ? lambda - 2 * alpha : lambda;
        double[] shifted = Vectors.combined(1, scores, alpha, slope);
        Input input = new Input(Vectors.scaled(sign, shifted), example.key(), set);
        ValueAndGradient best = new RegularizedOptimizer(set, regulariser, weight).smoothed(input);
        double value = sign * best.value()
                - Vectors.dot(scores, observed)
                + lambda * regulariser.value(observed)
                + alpha * constant(observed, slope);
        double[] gradient = Vectors.combined(sign, best.gradient().values(), -sign, observed);
        double targetGap =
                example.target() instanceof Costs costs ? costs.bestOf(set).gap() : 0;
        return best.withValues(value, gradient).plusGap(ValueAndGradient.gapOfOther(targetGap));
    }

    private static double[] observed(Example<?> example, LinearOracle set) {
        return example.target() instanceof Costs costs
                ? costs.bestOf(set).toArray()
                : ((Decision) example.target()).feasibleFor(set).toArray();
    }

    /** Returns the linear coefficient of y in delta; if delta is quadratic, |y|^2 is subtracted from Omega instead. */
    private double[] slope(double[] observed, Target target, int sign) {
        return switch (cost) {
            case NONE -> new double[observed.length];
            case HAMMING, SQUARED -> {
                double[] slope = Vectors.scaled(-2, observed);
                for (int i = 0; i < slope.length && !isQuadratic(); i++) {
                    slope[i] += 1;
                }
                yield slope;
            }
            case REGRET -> Vectors.scaled(-sign, target.values());
        };
    }

    /** Returns the constant of delta. */
    private double constant(double[] observed, double[] slope) {
        return switch (cost) {
            case NONE -> 0;
            case HAMMING -> {
                double ones = 0;
                for (double coordinate : observed) {
                    ones += coordinate;
                }
                yield ones;
            }
            case SQUARED -> Vectors.dot(observed, observed);
            case REGRET -> -Vectors.dot(slope, observed);
        };
    }
}
