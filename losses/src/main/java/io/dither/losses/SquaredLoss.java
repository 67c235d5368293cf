package io.dither.losses;

import io.dither.layer.Decision;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.Pass;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Half the squared distance of what a layer gives to the observed solution, |f(theta) - y|^2 / 2, with the gradient
 * J^T (f(theta) - y): the loss that Fenchel-Young losses are compared with (Berthet et al. 2020, section 5.2).
 *
 * <p>Not convex in theta. On an exact layer both are exact. On an estimated layer with independent samples neither the value nor
 * the gradient has a bias: each sample is paired with the others, over one set of solves, for one more pass over the noise. It takes
 * 2 samples or more. Thread-safe where the layer is.
 */
public final class SquaredLoss implements Loss<Decision> {
    /** The name under which reports show the value. */
    public static final String NAME = "half squared distance of solutions";

    private final DifferentiableLayer layer;

    /**
     * Puts the loss on a layer.
     *
     * @param layer the layer, such as an exact or an estimated perturbed optimizer or a {@link BlackBoxInterpolation}; not
     *     closed by the loss
     */
    public SquaredLoss(DifferentiableLayer layer) {
        this.layer = layer;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public LinearOracle oracle() {
        return layer.oracle();
    }

    @Override
    public Class<Decision> targetType() {
        return Decision.class;
    }

    @Override
    public ValueAndGradient evaluate(Example<Decision> example) {
        return of(layer.forward(example.input()), example);
    }

    /** One pass over all threads. */
    @Override
    public List<ValueAndGradient> evaluateBatch(List<Example<Decision>> examples) {
        List<Pass> passes = layer.forward(examples.stream().map(Example::input).toList());
        return IntStream.range(0, examples.size())
                .mapToObj(i -> of(passes.get(i), examples.get(i)))
                .toList();
    }

    private static ValueAndGradient of(Pass pass, Example<Decision> example) {
        return pass.halfSquaredDistance(example.target().feasibleFor(example.oracle()));
    }

    @Override
    public void close() {
        layer.close();
    }
}
