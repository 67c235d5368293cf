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
 * A loss that compares the solution of a layer with the observed solution. Its gradient uses the layer's Jacobian; the
 * loss is not convex in theta.
 *
 * <p>The loss is exact on an exact layer. On a perturbed optimizer with two or more independent samples both the value
 * and the gradient are unbiased. Both use the same samples: the gradient draws the noise again, but solves again only
 * if the solutions were too many to record. Closing the loss closes the layer. Thread-safe if the layer is.
 *
 * @param name the name that reports show
 * @param layer the layer
 * @param rule computes the loss from a pass of the layer and the observed decision
 */
public record SolutionLoss(String name, DifferentiableLayer layer, BiFunction<Pass, double[], ValueAndGradient> rule)
        implements Loss<Decision>, OnLayer {
    /**
     * Half the squared distance, |f(theta) - y|^2 / 2 with the gradient J^T (f(theta) - y), a common alternative to
     * Fenchel-Young losses (Berthet et al. 2020, section 5.2). On a perturbed optimizer products are taken over pairs
     * of different samples, so that squaring adds no bias.
     *
     * @param layer the layer f, such as a perturbed optimizer, exact or estimated, or a {@link BlackBoxInterpolation}
     * @return the loss
     */
    public static SolutionLoss squared(DifferentiableLayer layer) {
        return new SolutionLoss("half squared distance of solutions", layer, Pass::halfSquaredDistance);
    }

    /**
     * The Hamming loss: the number of coordinates in which a 0/1 solution differs from the observed solution (the mean
     * of this number if the layer averages solutions), with the gradient J^T (1 - 2y). On a {@link
     * BlackBoxInterpolation} it is the method of Vlastelica et al. (2020).
     *
     * @param layer the layer, whose solutions are 0/1
     * @return the loss
     */
    public static SolutionLoss hamming(DifferentiableLayer layer) {
        return new SolutionLoss("Hamming loss", layer, SolutionLoss::hamming);
    }

    private static ValueAndGradient hamming(Pass pass, double[] target) {
        // for 0/1 vectors, the output f and the target y, the number of differences is sum y_i + <1 - 2y, f>
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

    /** Evaluates all examples in one pass over all threads. */
    @Override
    public List<ValueAndGradient> evaluateBatch(List<Example<Decision>> examples) {
        return OnLayer.inOnePass(examples, layer::forward, this::of);
    }

    private ValueAndGradient of(Pass pass, Example<Decision> example) {
        return rule.apply(pass, example.target().feasibleFor(example.oracle()).toArray());
    }
}
