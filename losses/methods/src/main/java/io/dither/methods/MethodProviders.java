package io.dither.methods;

import static io.dither.plugin.Parameter.Type.REAL;

import io.dither.layer.LayerProvider;
import io.dither.methods.NegativeIdentity.Projection;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.PluginModule;
import io.dither.surrogate.LayerProviders;
import java.util.List;

/** The layers of this module, by their text forms. */
public final class MethodProviders implements PluginModule {
    private static final String SUM_OF_GAMMA = "sum-of-gamma:kappa=5";

    @Override
    public List<LayerProvider> plugins() {
        return List.of(
                // sparsemap:lambda=1
                LayerProvider.of(
                        "sparsemap",
                        "the point of the hull that is nearest to theta / lambda",
                        p -> (oracle, seed, threads) -> new SparseMap(oracle, p.real("lambda")),
                        Parameter.of("lambda", REAL, "the weight of half the squared norm, above 0")
                                .withDefault("1")),
                // negative-identity:projection=norm
                LayerProvider.of(
                        "negative-identity",
                        "the solution, with the identity as its Jacobian (negative for costs)",
                        p -> {
                            var projection = p.choice("projection", Projection.class);
                            return (oracle, seed, threads) -> new NegativeIdentity(oracle, projection);
                        },
                        Parameter.choice(
                                "projection",
                                "the component that is projected out of theta",
                                "none",
                                "mean",
                                "norm",
                                "std")),
                imle());
    }

    // imle:noise=(sum-of-gamma:kappa=5),epsilon=1,samples=10,lambda=10,sides=two
    private static LayerProvider imle() {
        return LayerProvider.of(
                "imle",
                "the mean solution under noise, with a gradient by finite differences",
                p -> (oracle, seed, threads) -> ImplicitMle.of(
                        LayerProviders.perturbed(p, oracle, seed, threads), p.real("lambda"), isTwoSided(p)),
                LayerProviders.perturbedParameters(
                        SUM_OF_GAMMA,
                        Parameter.of("lambda", REAL, "the step in theta per unit of the gradient, above 0"),
                        sides()));
    }

    private static Parameter sides() {
        return Parameter.choice("sides", "whether differences are one-sided or two-sided", "one", "two");
    }

    private static boolean isTwoSided(Parameters p) {
        return p.text("sides").equals("two");
    }
}
