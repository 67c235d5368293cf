package io.dither.losses;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.exact.ExactOptimizer;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.perturbed.PerturbedOptimizer;
import java.nio.DoubleBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The Fenchel-Young loss with Omega: F_eps(s) + Omega_eps(y) - &lt;s, y&gt; for scores s (costs are -s), at least 0,
 * and 0 if y_eps = y, so that values compare across targets and epsilons (Berthet et al. 2020, section 4).
 *
 * <p>The gradient is that of {@link FenchelYoungLoss}. A function computes Omega from the target. If it is estimated,
 * its standard error is added in quadrature; then values may fall below 0 by a few standard errors, because F_eps and
 * Omega have different noise. Gaps of inexact solves add up. Thread-safe if the function is.
 *
 * @param layer the perturbed or regularised optimizer, estimated or exact; closed with the loss
 * @param omega returns Omega of a target, which it must neither change nor keep
 */
public record TrueFenchelYoungLoss(SmoothedOptimizer layer, Function<double[], Omega> omega)
        implements Loss<Decision>, OnLayer {
    /** The name under which reports show the value. */
    public static final String NAME = "Fenchel-Young";

    /**
     * Omega at a target.
     *
     * @param value Omega_eps(y), infinite for a target outside the hull
     * @param standardError its standard error, 0 if it is exact
     * @param gap how far the value may be off because solves ended before a proof of optimality
     */
    public record Omega(double value, double standardError, double gap) {}

    /** Makes the loss of a layer and a function for Omega. */
    public TrueFenchelYoungLoss {
        FenchelYoungLoss.requireUnclamped(layer, layer.oracle());
    }

    /**
     * Makes the loss of a layer. Omega has a closed form for some pairs of oracle and noise and for regularisers;
     * otherwise {@link ConjugateSolver} finds it, on the exact layer if there is one, else on the layer itself.
     *
     * <p>A target outside the hull has an infinite loss. For one on its boundary, such as a vertex, the loss falls to 0
     * as theta goes to infinity. If the search for Omega does not converge, the loss throws an {@link OracleException};
     * this was only seen with fewer than 50 samples.
     *
     * @param layer the perturbed optimizer, with additive noise that is neither clamped nor stopped by a rule
     * @return the loss
     * @throws InvalidArgumentException if the noise is multiplicative or clamped, or a rule may stop early and
     *     there is no exact layer
     */
    public static TrueFenchelYoungLoss of(SmoothedOptimizer layer) {
        SmoothedOptimizer exact = exact(layer);
        ConjugateSolver solver = ConjugateSolver.of(exact);
        return new TrueFenchelYoungLoss(layer, target -> {
            OptionalDouble exactValue = exact.conjugate(target);
            return exactValue.isPresent() ? new Omega(exactValue.getAsDouble(), 0, 0) : solved(solver, target);
        });
    }

    private static Omega solved(ConjugateSolver solver, double[] target) {
        Conjugate conjugate = solver.solve(target);
        if (conjugate.status() == Conjugate.Status.NOT_CONVERGED) {
            throw new OracleException(
                    OracleException.Code.NOT_OPTIMAL,
                    "Omega of the target is not known: the search for it ended NOT_CONVERGED after "
                            + conjugate.iterations() + " iterations, with a residual of " + conjugate.residual() + " and noise of " + conjugate.residualError()
                            + ". Maybe use 50 samples or more, give solves more time, or use FenchelYoungLoss, which needs no Omega");
        }
        return new Omega(conjugate.value(), conjugate.standardError(), conjugate.gap());
    }

    private static SmoothedOptimizer exact(SmoothedOptimizer layer) {
        return layer instanceof PerturbedOptimizer perturbed
                        && !perturbed.isMultiplicative()
                        && ExactOptimizer.isAvailable(perturbed.oracle(), perturbed.noise())
                ? ExactOptimizer.of(perturbed.oracle(), perturbed.noise(), perturbed.epsilon())
                : layer;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ValueAndGradient evaluate(Example<Decision> example) {
        return evaluateBatch(List.of(example)).get(0);
    }

    /** Evaluates all examples in one pass over all threads; Omega is computed once for each distinct target. */
    @Override
    public List<ValueAndGradient> evaluateBatch(List<Example<Decision>> examples) {
        List<ValueAndGradient> losses = new FenchelYoungLoss(layer).evaluateBatch(examples);
        Map<DoubleBuffer, Omega> cache = new HashMap<>();
        return IntStream.range(0, losses.size())
                .mapToObj(i -> {
                    double[] target = examples.get(i).target().values();
                    return plus(
                            losses.get(i),
                            cache.computeIfAbsent(DoubleBuffer.wrap(target), key -> omega.apply(target.clone())));
                })
                .toList();
    }

    private static ValueAndGradient plus(ValueAndGradient loss, Omega constant) {
        return new ValueAndGradient(
                loss.value() + constant.value(),
                Math.hypot(loss.standardError(), constant.standardError()),
                loss.gradient(),
                loss.gap() + constant.gap());
    }
}
