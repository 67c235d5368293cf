package io.dither.losses;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.Pass;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.surrogate.BlackBoxInterpolation;
import java.util.List;

/**
 * The regret of the output of a layer f at the true costs or scores c: &lt;c, f(theta)&gt; - &lt;c, y*(c)&gt; for
 * costs, and the negative difference for scores. The gradient is J^T c (-J^T c for scores), where J is the layer's
 * Jacobian or its surrogate. The regret is at least 0 if the layer's output stays in the convex hull of the solutions.
 * It is not convex in theta.
 *
 * <p>On a perturbed optimizer it is the expected regret under the noise, and its gradient is the score-function
 * gradient: the mean over samples m of (&lt;c, y_m&gt; - b_m) grad nu(z_m) / eps. Here y_m is the solution under the
 * noise z_m, exp(-nu) is the density of the noise, and the baseline b_m is the mean of &lt;c, y&gt; over the other
 * samples. This is the gradient of Silvestri et al. ("Score function gradient estimation to widen the applicability of
 * decision-focused learning", 2023). On a {@link BlackBoxInterpolation} it is the method of Vlastelica et al. (2020)
 * for regrets.
 *
 * <p>The loss needs the solves of the layer, and one solve per example at its true costs, whose answer is cached. The
 * layer is closed with the loss. Thread-safe if the layer is.
 *
 * @param layer the layer
 */
public record TrueCostLoss(DifferentiableLayer layer) implements Loss<Costs> {
    /**
     * Makes the loss of a layer.
     *
     * @throws InvalidArgumentException if solutions y have constants h(y) in their costs, because the output of a layer
     *     does not contain these
     */
    public TrueCostLoss {
        requireNoConstants(layer.oracle());
    }

    private static void requireNoConstants(LinearOracle oracle) {
        Arguments.require(
                !oracle.traits().contains(Trait.OFFSET),
                "this regret counts <c, y> only, but solutions of the oracle carry constants h(y)",
                "Maybe use SPO+, which adds them");
    }

    @Override
    public String name() {
        return "regret of the layer";
    }

    @Override
    public LinearOracle oracle() {
        return layer.oracle();
    }

    @Override
    public Class<Costs> targetType() {
        return Costs.class;
    }

    @Override
    public ValueAndGradient evaluate(Example<Costs> example) {
        return of(layer.forward(example.input()), example);
    }

    /** Evaluates all examples in one pass over all threads. */
    @Override
    public List<ValueAndGradient> evaluateBatch(List<Example<Costs>> examples) {
        return OnLayer.inOnePass(examples, layer::forward, TrueCostLoss::of);
    }

    private static ValueAndGradient of(Pass pass, Example<Costs> example) {
        LinearOracle oracle = example.oracle();
        requireNoConstants(oracle);
        int sign = oracle.sense().sign();
        double[] costs = example.target().values();
        Vertex best = example.target().bestOf(oracle);
        ValueAndGradient product = pass.product(costs);
        double[] gradient = Vectors.scaled(-sign, product.gradient().values());
        return product.withValues(sign * (best.dot(costs) - product.value()), gradient)
                .plusGap(best.gap());
    }

    @Override
    public void close() {
        layer.close();
    }
}
