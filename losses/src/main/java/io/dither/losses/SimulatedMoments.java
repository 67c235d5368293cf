package io.dither.losses;

import static java.util.Objects.requireNonNull;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.Contribution;
import io.dither.layer.Decision;
import io.dither.layer.Estimated;
import io.dither.layer.Example;
import io.dither.layer.Pullback;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The moment E y*(X) - y for scores and y - E y*(X) for costs, where y*(X) is the solution at the perturbed theta X,
 * and y the observed decision. At the true theta and the true epsilon its mean is 0 under any noise, also under
 * multiplicative noise, under which a Fenchel-Young loss is not consistent. This is the method of simulated moments
 * (McFadden 1989, Pakes and Pollard 1989), which is consistent for any fixed number of samples.
 *
 * <p>Under additive noise it is the gradient of the Fenchel-Young loss. Under multiplicative noise the scale of theta
 * is not identified: fix one weight. Then epsilon can be estimated in its place, see {@link #at}. Noise is drawn by
 * key, so it is the same for every epsilon. Thread-safe.
 *
 * @param layer the perturbed optimizer, closed with the equation; its epsilon is the amplitude of the noise
 */
public record SimulatedMoments(PerturbedOptimizer layer) implements OnLayer {
    /** The name under which reports show the equation. */
    public static final String NAME = "simulated moments";

    /** Makes the equation of a layer. */
    public SimulatedMoments {
        requireNonNull(layer, "layer");
    }

    /**
     * Returns the same equation, with the same noise, at another epsilon.
     *
     * @param epsilon the amplitude, above 0
     * @return the equation; it shares the sessions and threads of this equation
     */
    public SimulatedMoments at(double epsilon) {
        return new SimulatedMoments(layer.withEpsilon(epsilon));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Estimated moment(Example<Decision> example) {
        return moment(layer.at(example.input()).estimate().solution(), example);
    }

    /** Evaluates all examples in one pass over all threads. */
    @Override
    public List<Estimated> moments(List<Example<Decision>> examples) {
        return OnLayer.inOnePass(
                examples, inputs -> layer.batch(inputs).estimate(Estimate::solution), SimulatedMoments::moment);
    }

    /**
     * Returns moments as gradients. A moment has no value: the value of each contribution is F_eps instead. The layer
     * must have a fixed number of samples, not a stopping rule.
     */
    @Override
    public List<Contribution> contributions(List<Example<Decision>> examples, List<? extends Pullback> pullbacks) {
        // true: y_eps, not the gradient of F_eps, is pulled back
        List<Contribution> solutions =
                layer.contributions(examples.stream().map(Example::input).toList(), pullbacks, true);
        return IntStream.range(0, examples.size())
                .mapToObj(i -> {
                    Contribution moment =
                            FenchelYoungLoss.minusObserved(solutions.get(i), examples.get(i), pullbacks.get(i));
                    return new Contribution(solutions.get(i).value(), moment.gradient(), moment.gap());
                })
                .toList();
    }

    /**
     * {@return the moment of a mean solution: mean minus decision for scores, decision minus mean for costs}
     *
     * @param solution the mean solution at theta (length d)
     * @param example theta with the observed decision and the oracle
     */
    public static Estimated moment(Estimated solution, Example<Decision> example) {
        double[] y = example.target().feasibleFor(example.oracle()).toArray();
        double[] difference = Vectors.minus(solution.values(), y);
        return signed(example.oracle().sense().sign(), solution.withValues(difference));
    }

    private static Estimated signed(int sign, Estimated estimate) {
        return estimate.withValues(Vectors.scaled(sign, estimate.values()));
    }
}
