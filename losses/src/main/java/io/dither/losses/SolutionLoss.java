package io.dither.losses;

import io.dither.layer.Decision;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.Pass;
import io.dither.layer.ValueAndGradient;
import io.dither.surrogate.BlackBoxInterpolation;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A loss of the solution that a layer gives against the observed one, by its Jacobian. Not convex in theta.
 *
 * <p>On an exact layer exact. On a perturbed optimizer with independent samples neither the value nor the gradient has a bias, and one
 * set of solves serves both, for one more pass over the noise; that takes 2 samples or more. The layer is closed with the loss, or
 * by itself. Thread-safe where the layer is.
 *
 * @param name the name that reports show
 * @param layer the layer
 * @param rule takes a pass of the layer and the observed decision to the loss
 */
public record SolutionLoss(String name, DifferentiableLayer layer, BiFunction<Pass, double[], ValueAndGradient> rule)
        implements Loss<Decision>, OnLayer {
    /**
     * Half the squared distance, |f(theta) - y|^2 / 2 with the gradient J^T (f(theta) - y): what Fenchel-Young losses are compared
     * with (Berthet et al. 2020, section 5.2). An estimate pairs each sample with the others, so that squaring adds no bias.
     *
     * @param layer the layer f, such as a perturbed optimizer, exact or estimated, or a {@link BlackBoxInterpolation}
     * @return the loss
     */
    public static SolutionLoss squared(DifferentiableLayer layer) {
        return new SolutionLoss("half squared distance of solutions", layer, Pass::halfSquaredDistance);
    }

    /**
     * The Hamming loss: in how many coordinates a 0/1 solution differs from the observed one, on average where the layer gives a
     * mean of solutions, with the gradient J^T (1 - 2y). On a {@link BlackBoxInterpolation} it is the method of Vlastelica et al.
     * (2020).
     *
     * @param layer the layer, whose solutions are 0/1
     * @return the loss
     */
    public static SolutionLoss hamming(DifferentiableLayer layer) {
        return new SolutionLoss("Hamming loss", layer, SolutionLoss::hamming);
    }

    private static ValueAndGradient hamming(Pass pass, double[] target) {
        double[] slope = new double[target.length];
        double ones = 0;
        for (int i = 0; i < slope.length; i++) {
            slope[i] = 1 - 2 * target[i];
            ones += target[i];
        }
        ValueAndGradient product = pass.product(slope);
        return product.withValues(ones + product.value(), product.gradient().values());
    }

    @Override
    public ValueAndGradient evaluate(Example<Decision> example) {
        return of(layer.forward(example.input()), example);
    }

    /** One pass over all threads. */
    @Override
    public List<ValueAndGradient> evaluateBatch(List<Example<Decision>> examples) {
        return OnLayer.together(examples, layer::forward, this::of);
    }

    private ValueAndGradient of(Pass pass, Example<Decision> example) {
        return rule.apply(pass, example.target().feasibleFor(example.oracle()).toArray());
    }
}
