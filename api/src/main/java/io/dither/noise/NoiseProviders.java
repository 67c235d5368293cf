package io.dither.noise;

import static io.dither.plugin.Parameter.Type.INTEGER;
import static io.dither.plugin.Parameter.Type.REAL;
import static io.dither.plugin.Parameter.Type.REALS;
import static io.dither.plugin.Parameter.Type.TEXT;

import io.dither.plugin.Parameter;
import io.dither.plugin.PluginModule;
import java.util.List;

/**
 * The plugins that create the noises of {@link Noise} from texts, such as {@code gamma:shape=5}. The comment above each
 * plugin is an example of its text. The second argument of {@code p.integer(name, 1)} is the least value allowed.
 */
public final class NoiseProviders implements PluginModule {
    /** Makes the module, for the service loader. */
    public NoiseProviders() {}

    @Override
    public List<NoiseProvider> plugins() {
        return List.of(
                // gaussian:amplitudes=(1,0.5)
                NoiseProvider.of(
                        "gaussian",
                        "normal coordinates, standard or with different amplitudes",
                        p -> p.has("amplitudes") ? Noise.gaussian(p.reals("amplitudes")) : Noise.gaussian(),
                        Parameter.of("amplitudes", REALS, "the standard deviations, one per coordinate. Default: all 1")
                                .optional()),
                // gumbel
                NoiseProvider.of(
                        "gumbel", "Gumbel coordinates of mean 0.5772: argmax becomes softmax", p -> Noise.gumbel()),
                // centred-gumbel
                NoiseProvider.of("centred-gumbel", "Gumbel coordinates moved to mean 0", p -> Noise.centredGumbel()),
                // logistic
                NoiseProvider.of("logistic", "logistic coordinates", p -> Noise.logistic()),
                // laplace
                NoiseProvider.of("laplace", "Laplace coordinates; no second derivative", p -> Noise.laplace()),
                // gamma:shape=5
                NoiseProvider.of(
                        "gamma",
                        "gamma coordinates of scale 1, added to costs that must stay at least 0",
                        p -> p.has("shapes") ? Noise.gamma(p.reals("shapes")) : Noise.gamma(p.real("shape")),
                        Parameter.of("shape", REAL, "above 0; above 4 for gradients of y_eps")
                                .withDefault("5"),
                        Parameter.of("shapes", REALS, "one per coordinate, instead of shape; 0: no noise")
                                .optional()),
                // sum-of-gamma:kappa=5,s=10
                NoiseProvider.of(
                        "sum-of-gamma",
                        "sums of gamma variables, for points of kappa ones; no score",
                        p -> Noise.sumOfGamma(p.integer("kappa", 1), p.integer("s", 1)),
                        Parameter.of("kappa", INTEGER, "the number of ones of a point, at least 1"),
                        Parameter.of("s", INTEGER, "the number of terms, from 1 to 10000")
                                .withDefault("10")),
                // gaussian-covariance:rows=((1,0.5);(0.5,1))
                NoiseProvider.of(
                        "gaussian-covariance",
                        "a normal law with a full covariance",
                        p -> Noise.gaussianWithCovariance(p.rows("rows")),
                        Parameter.of("rows", TEXT, "the rows of the covariance, such as ((1,0.5);(0.5,1))")));
    }
}
