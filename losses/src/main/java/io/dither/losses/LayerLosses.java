package io.dither.losses;

import io.dither.layer.DifferentiableLayer;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.LayerFactory;
import io.dither.layer.LayerProvider;
import io.dither.layer.LossProvider;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.plugin.Parameter;
import io.dither.surrogate.LayerProviders;
import java.util.List;
import java.util.function.Function;

/** The losses of a layer, by their text forms. */
final class LayerLosses {
    private LayerLosses() {}

    static List<LossProvider> providers() {
        return List.of(
                // fenchel-young:noise=gumbel,epsilon=0.5,samples=20
                perturbed("fenchel-young", "Fenchel-Young loss without Omega, of decisions", FenchelYoungLoss::new),
                // moments:noise=lognormal,epsilon=0.3
                perturbed(
                        "moments",
                        "simulated moments of decisions; has gradients, but no value",
                        SimulatedMoments::new),
                // squared:layer=(perturbed:epsilon=0.5)
                layered("squared", "half squared distance of a layer to decisions", SolutionLoss::squared),
                // hamming:layer=(black-box:lambda=10)
                layered("hamming", "Hamming distance of a layer to 0/1 decisions", SolutionLoss::hamming),
                // true-cost:layer=(perturbed:epsilon=0.5)
                layered("true-cost", "regret of a layer at true costs", TrueCostLoss::new));
    }

    /** Returns a provider of losses on a perturbed optimizer; the loss takes the optimizer's settings as parameters. */
    private static LossProvider perturbed(
            String id, String description, Function<PerturbedOptimizer, EstimatingEquation<?>> loss) {
        return LossProvider.of(
                id,
                description,
                p -> (oracle, seed, threads) -> loss.apply(LayerProviders.perturbed(p, oracle, seed, threads)),
                LayerProviders.perturbedParameters());
    }

    /** Returns a provider of losses on any layer. */
    private static LossProvider layered(
            String id, String description, Function<DifferentiableLayer, EstimatingEquation<?>> loss) {
        return LossProvider.of(
                id,
                description,
                p -> {
                    LayerFactory layer = p.create("layer", LayerProvider.class);
                    return (oracle, seed, threads) -> loss.apply(layer.on(oracle, seed, threads));
                },
                Parameter.of("layer", LayerProvider.class, "a layer, such as (black-box:lambda=10)")
                        .withDefault("perturbed"));
    }
}
