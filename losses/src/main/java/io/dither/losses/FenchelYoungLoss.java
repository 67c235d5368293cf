package io.dither.losses;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Contribution;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.Pullback;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The Fenchel-Young loss of a perturbed optimizer, without its term Omega_eps(y): F_eps(theta) - &lt;theta, y&gt; for
 * scores, &lt;theta, y&gt; - F_eps(theta) for costs (Berthet et al. 2020, section 4). Here F_eps is the expected
 * optimal value under noise, y_eps the mean solution, and y the observed decision.
 *
 * <p>It is convex in theta. Its gradient is y_eps(theta) - y for scores and y - y_eps(theta) for costs (with
 * multiplicative noise the gradient of F_eps takes the place of y_eps). Omega_eps(y), the convex conjugate of F_eps,
 * would make the least value 0; it does not depend on theta and is left out. So compare values only between thetas for
 * the same targets. Thread-safe.
 *
 * <p><b>Multiplicative noise</b> makes the loss homogeneous, L(k theta) = k L(theta) for k &gt; 0, and at least 0:
 * theta = 0 is its minimum for any data, so that costs that are free to shrink converge to 0. The loss can train models
 * that cannot shrink, such as a network with a fixed scale. For other models use one-sided {@linkplain
 * io.dither.noise.Noise#gamma(double) gamma noise}, which keeps costs at least 0 and the loss convex, or {@link
 * SimulatedMoments}, which are consistent under multiplicative noise.
 *
 * <p><b>Clamped noise</b> ({@link DomainPolicy#CLAMP}) is refused unless the oracle accepts any theta: outside its
 * domain F_eps no longer follows theta while &lt;theta, y&gt; does, and the loss is unbounded below.
 *
 * @param layer the perturbed optimizer, estimated or exact; closed with the loss
 */
public record FenchelYoungLoss(SmoothedOptimizer layer) implements Loss<Decision>, OnLayer {
    /** The name under which reports show the value. */
    public static final String NAME = "Fenchel-Young without Omega";

    /** The advice in errors about multiplicative or clamped noise. */
    private static final String REMEDY =
            "Maybe use one-sided gamma noise, which keeps costs >= 0 and the loss convex, or"
                    + " simulated moments under multiplicative noise";

    /**
     * Makes the loss of a layer.
     *
     * @throws InvalidArgumentException if the layer clamps noise to the domain of its oracle, and the domain is limited
     */
    public FenchelYoungLoss {
        requireUnclamped(layer, layer.oracle());
    }

    /** {@return the exception of a fit by this loss under multiplicative noise, which the loss itself allows} */
    public static InvalidArgumentException refusalOfMultiplicative() {
        return new InvalidArgumentException(
                "under multiplicative noise the Fenchel-Young loss is homogeneous, L(k theta) = k L(theta) >= 0: theta = 0"
                        + " minimises it whatever the data",
                REMEDY);
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

    /** Evaluates all examples in one pass over all threads. */
    @Override
    public List<ValueAndGradient> evaluateBatch(List<Example<Decision>> examples) {
        examples.forEach(example -> requireUnclamped(layer, example.oracle()));
        return OnLayer.inOnePass(examples, layer::smoothed, FenchelYoungLoss::of);
    }

    @Override
    public List<Contribution> contributions(List<Example<Decision>> examples, List<? extends Pullback> pullbacks) {
        // contributions of a perturbed optimizer need a fixed number of samples
        if (!(layer instanceof PerturbedOptimizer perturbed) || perturbed.stopsEarly()) {
            return Loss.super.contributions(examples, pullbacks);
        }
        examples.forEach(example -> requireUnclamped(layer, example.oracle()));
        // false: the gradient of F_eps, not y_eps, is pulled back
        List<Contribution> smoothed =
                perturbed.contributions(examples.stream().map(Example::input).toList(), pullbacks, false);
        return IntStream.range(0, examples.size())
                .mapToObj(i -> minusObserved(smoothed.get(i), examples.get(i), pullbacks.get(i)))
                .toList();
    }

    /**
     * Computes the loss and its gradient in the parameters of a cost model: subtracts &lt;theta, y&gt; of the observed
     * decision y from F_eps, and the gradient of &lt;theta, y&gt; from that of F_eps; for costs changes both signs.
     * Overwrites the gradient of {@code smoothed}.
     */
    public static Contribution minusObserved(Contribution smoothed, Example<Decision> example, Pullback pullback) {
        Vertex target = example.target().feasibleFor(example.oracle());
        double[] difference = smoothed.gradient();
        for (int k = 0; k < target.size(); k++) {
            pullback.add(target.index(k), -target.value(k), difference);
        }
        int sign = example.oracle().sense().sign();
        for (int i = 0; i < difference.length; i++) {
            difference[i] *= sign;
        }
        double value = sign * (smoothed.value() - target.dot(example.theta()));
        return new Contribution(value, difference, smoothed.gap());
    }

    /**
     * Computes the loss from F_eps and its gradient.
     *
     * @param smoothed F_eps and its gradient at theta
     * @param example theta and the observed decision
     * @return the loss
     */
    public static ValueAndGradient of(ValueAndGradient smoothed, Example<Decision> example) {
        Vertex target = example.target().feasibleFor(example.oracle());
        int sign = example.oracle().sense().sign();
        double[] difference = Arguments.length("gradient", smoothed.gradient().values(), target.dimension())
                .clone();
        target.addTo(difference, -1);
        for (int i = 0; i < difference.length; i++) {
            difference[i] *= sign;
        }
        double inner = target.dot(example.theta());
        return smoothed.withValues(sign * (smoothed.value() - inner), difference);
    }
}
