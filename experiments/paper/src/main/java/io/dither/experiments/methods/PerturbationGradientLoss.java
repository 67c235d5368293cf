package io.dither.experiments.methods;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;

/**
 * The perturbation gradient loss (Huang and Gupta, "Decision-focused learning with directional gradients", NeurIPS 2024): the slope of the
 * plug-in value V(theta) = &lt;theta, y*(theta)&gt; in the direction of the true parameters c, computed by a difference of width h. The
 * exact slope is the true cost of y*(theta).
 *
 * <p>The backward difference is (V(theta) - V(theta - h c)) / h, the central difference (V(theta + h c) - V(theta - h c)) / 2h. The loss is
 * one of these minus the best true value &lt;c, y*(c)&gt;, negated for scores: an estimate of the regret. Its gradient is (y*(theta) -
 * y*(theta - h c)) / h, or the central form, negated for scores. The loss is not convex in theta, but a difference of convex functions. V
 * is concave for costs, so the backward loss is at least the regret.
 *
 * <p>Two solves per evaluation; the solution at the true costs is found once per example. Exact, so its standard errors are 0. Thread-safe.
 *
 * @param oracle the oracle; its domain must be everywhere, and its solutions have no offset ({@link Trait#OFFSET}; messages write this
 *     constant as h(y), but it has nothing to do with the width)
 * @param width the width h, above 0, in the units of theta divided by the units of c
 * @param isCentral whether the difference is central
 */
record PerturbationGradientLoss(LinearOracle oracle, double width, boolean isCentral) implements Loss<Costs> {
    /** Puts the loss on an oracle. */
    public PerturbationGradientLoss {
        Arguments.positive("width", width);
        requireFit(oracle);
    }

    private static void requireFit(LinearOracle oracle) {
        Arguments.require(
                oracle.domain().isEverywhere(),
                "the perturbation gradient solves at theta - h c, which can leave its domain, " + oracle.domain(),
                "Maybe use the regret of a perturbed layer with one-sided gamma noise, which keeps costs >= 0");
        Arguments.require(
                !oracle.traits().contains(Trait.OFFSET),
                "this regret is of <c, y> alone, but solutions of the oracle carry constants h(y)",
                "Maybe use SPO+, which adds them");
    }

    @Override
    public String name() {
        return "perturbation gradient";
    }

    @Override
    public Class<Costs> targetType() {
        return Costs.class;
    }

    @Override
    public ValueAndGradient evaluate(Example<Costs> example) {
        LinearOracle exampleOracle = example.oracle();
        requireFit(exampleOracle);
        double[] theta = Arguments.finite("theta", example.theta(), exampleOracle.dimension());
        double[] costs = example.target().values();
        Vertex best = example.target().bestOf(exampleOracle);
        double[] ahead = isCentral ? Vectors.combined(1, theta, width, costs) : theta;
        double[] behind = Vectors.combined(1, theta, -width, costs);
        Vertex solutionBehind = new Vertex(exampleOracle.dimension());
        Vertex solutionAhead = new Vertex(exampleOracle.dimension());
        try (OracleSession session = OracleSession.openGuarded(exampleOracle)) {
            session.solve(ahead, solutionAhead);
            session.solve(behind, solutionBehind);
        }
        // the sign is 1 for scores, -1 for costs
        double weight = -exampleOracle.sense().sign() / (isCentral ? 2 * width : width);
        double value = weight * (solutionAhead.dot(ahead) - solutionBehind.dot(behind))
                + exampleOracle.sense().sign() * best.dot(costs);
        double[] gradient = Vectors.combined(weight, solutionAhead.toArray(), -weight, solutionBehind.toArray());
        return ValueAndGradient.exact(value, gradient)
                .plusGap(Math.abs(weight) * (solutionAhead.gap() + solutionBehind.gap()) + best.gap());
    }
}
