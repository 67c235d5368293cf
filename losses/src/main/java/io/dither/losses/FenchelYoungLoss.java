package io.dither.losses;

import io.dither.error.Arguments;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.List;

/**
 * The Fenchel-Young loss of a perturbed optimizer, without Omega: F_eps(theta) - &lt;theta, y&gt; for scores, &lt;theta, y&gt;
 * - F_eps(theta) for costs (Berthet et al. 2020, section 4).
 *
 * <p>It is convex in theta. Its gradient is y_eps(theta) - y for scores and y - y_eps(theta) for costs (with
 * multiplicative noise the gradient of F_eps takes the place of y_eps). Omega_eps(y), which makes the least value 0, does
 * not depend on theta and is left out: compare values only between thetas for the same targets. Thread-safe.
 *
 * <p><b>Multiplicative noise</b> makes it homogeneous, L(k theta) = k L(theta), and at least 0: theta = 0 is its minimum
 * whatever the data are, so that costs which are free to shrink sink to 0. It can train what cannot shrink, such as a network
 * with a scale of its own. One-sided {@linkplain io.dither.noise.Noise#gamma(double) gamma noise} keeps costs at least 0 and the
 * loss convex; {@link SimulatedMoments} are right under multiplicative noise too.
 *
 * <p><b>Clamped noise</b> ({@link DomainPolicy#CLAMP}) is refused: outside the domain F_eps no longer follows theta while
 * &lt;theta, y&gt; does, and the loss falls without end.
 *
 * @param layer the perturbed optimizer, estimated or exact; closed with the loss
 */
public record FenchelYoungLoss(SmoothedOptimizer layer) implements Loss<Decision>, OnLayer {
    /** The name under which reports show the value. */
    public static final String NAME = "Fenchel-Young without Omega";

    /** Why multiplicative noise is no noise to fit by. */
    public static final String HOMOGENEOUS =
            "under multiplicative noise the Fenchel-Young loss is homogeneous, L(k theta) ="
                    + " k L(theta) >= 0: theta = 0 minimises it whatever the data";

    /** What to do about noise that is multiplicative or clamped. */
    public static final String REMEDY =
            "Maybe use one-sided gamma noise, which keeps costs >= 0 and the loss convex, or"
                    + " simulated moments under multiplicative noise";

    /**
     * Puts the loss on a layer.
     *
     * @throws io.dither.error.InvalidArgumentException where the layer clamps noise to the domain of its oracle
     */
    public FenchelYoungLoss {
        requireUnclamped(layer, layer.oracle());
    }

    static void requireUnclamped(SmoothedOptimizer layer, LinearOracle oracle) {
        boolean clamps = layer instanceof PerturbedOptimizer perturbed
                && perturbed.domainPolicy() == DomainPolicy.CLAMP
                && !oracle.domain().isEverywhere();
        Arguments.require(
                !clamps,
                "domainPolicy = CLAMP leaves the Fenchel-Young loss unbounded below: outside the domain, "
                        + oracle.domain() + ", F_eps no longer follows theta while <theta, y> does",
                REMEDY);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ValueAndGradient evaluate(Example<Decision> example) {
        requireUnclamped(layer, example.oracle());
        return of(layer.smoothed(example.input()), example);
    }

    /** One pass over all threads. */
    @Override
    public List<ValueAndGradient> evaluateBatch(List<Example<Decision>> examples) {
        examples.forEach(example -> requireUnclamped(layer, example.oracle()));
        return OnLayer.together(examples, layer::smoothed, FenchelYoungLoss::of);
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
}
