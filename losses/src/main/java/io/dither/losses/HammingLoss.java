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
 * The Hamming loss: in how many coordinates a 0/1 solution differs from the observed one; on the mean of solutions that a
 * perturbed layer gives, how many that are on average. Its gradient is J^T (1 - 2y).
 *
 * <p>Linear in the output of the layer, so on an estimated layer neither the value nor the gradient has a bias, and one
 * set of solves serves both. Black-box interpolation (Vlastelica et al. 2020) is this loss on a
 * {@link BlackBoxInterpolation}. Thread-safe where the layer is.
 */
public final class HammingLoss implements Loss<Decision> {
    /** The name under which reports show the value. */
    public static final String NAME = "Hamming loss";

    private final DifferentiableLayer layer;

    /**
     * Puts the loss on a layer.
     *
     * @param layer the layer, whose solutions are 0/1; not closed by the loss
     */
    public HammingLoss(DifferentiableLayer layer) {
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
        double[] target = example.target().feasibleFor(example.oracle());
        double[] slope = new double[target.length];
        double ones = 0;
        for (int i = 0; i < slope.length; i++) {
            slope[i] = 1 - 2 * target[i];
            ones += target[i];
        }
        ValueAndGradient product = pass.product(slope);
        return new ValueAndGradient(ones + product.value(), product.standardError(), product.gradient());
    }

    @Override
    public void close() {
        layer.close();
    }
}
