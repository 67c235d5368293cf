package io.dither.losses;

import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The Fenchel-Young loss of a perturbed optimizer, without Omega: F_eps(theta) - &lt;theta, y&gt; for scores, &lt;theta, y&gt;
 * - F_eps(theta) for costs (Berthet et al. 2020, section 4).
 *
 * <p>It is convex in theta, except that under {@link io.dither.perturbed.DomainPolicy#CLAMP} it need not be: theta is
 * clamped in F_eps and not in &lt;theta, y&gt;, and clamping is no linear map. Its gradient is y_eps(theta) - y for scores and y - y_eps(theta) for costs (with
 * multiplicative noise the gradient of F_eps takes the place of y_eps). Omega_eps(y), which makes the least value 0, does
 * not depend on theta and is left out: compare values only between thetas for the same targets. Thread-safe.
 */
public final class FenchelYoungLoss implements Loss<Decision> {
    /** The name under which reports show the value. */
    public static final String NAME = "Fenchel-Young without Omega";

    private final SmoothedOptimizer layer;

    /**
     * Puts the loss on a layer.
     *
     * @param layer the perturbed optimizer, estimated or exact; not closed by the loss
     */
    public FenchelYoungLoss(SmoothedOptimizer layer) {
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
        return of(layer.smoothed(example.input()), example);
    }

    /** One pass over all threads. */
    @Override
    public List<ValueAndGradient> evaluateBatch(List<Example<Decision>> examples) {
        List<ValueAndGradient> smoothed =
                layer.smoothed(examples.stream().map(Example::input).toList());
        return IntStream.range(0, examples.size())
                .mapToObj(i -> of(smoothed.get(i), examples.get(i)))
                .toList();
    }

    /**
     * Makes the loss of F_eps and its gradient, which were computed already.
     *
     * @param smoothed F_eps and its gradient at theta
     * @param example theta and the observed decision
     * @return the loss
     */
    public static ValueAndGradient of(ValueAndGradient smoothed, Example<Decision> example) {
        double[] theta = example.theta();
        double[] target = example.target().feasibleFor(example.oracle());
        int sign = example.oracle().sense().sign();
        double[] slope = smoothed.gradient().values();
        double inner = 0;
        double[] difference = new double[theta.length];
        for (int i = 0; i < difference.length; i++) {
            inner += theta[i] * target[i];
            difference[i] = sign * (slope[i] - target[i]);
        }
        return new ValueAndGradient(
                sign * (smoothed.value() - inner),
                smoothed.standardError(),
                smoothed.gradient().withValues(difference));
    }

    @Override
    public void close() {
        layer.close();
    }
}
