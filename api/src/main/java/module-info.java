import io.dither.noise.NoiseProviders;
import io.dither.oracles.Providers;

/** The contracts of Dither: oracles, providers, registry, noise, layers and losses, and oracles that need no solver. */
module io.dither.api {
    requires static transitive org.jspecify;

    exports io.dither.error;
    exports io.dither.kernel;
    exports io.dither.layer;
    exports io.dither.noise;
    exports io.dither.oracle;
    exports io.dither.oracle.capability;
    exports io.dither.oracles;
    exports io.dither.oracles.kernel;
    exports io.dither.plugin;
    exports io.dither.random;

    uses io.dither.kernel.KernelProvider;
    uses io.dither.layer.LayerProvider;
    uses io.dither.layer.LossProvider;
    uses io.dither.noise.NoiseProvider;
    uses io.dither.oracle.OracleProvider;

    provides io.dither.noise.NoiseProvider with
            NoiseProviders.Gaussian,
            NoiseProviders.Gumbel,
            NoiseProviders.CentredGumbel,
            NoiseProviders.Logistic,
            NoiseProviders.Laplace,
            NoiseProviders.Gamma,
            NoiseProviders.SumOfGamma,
            NoiseProviders.GaussianCovariance,
            NoiseProviders.LowRankGaussian;
    provides io.dither.oracle.OracleProvider with
            Providers.Argmax,
            Providers.TopK,
            Providers.NearestNeighbours,
            Providers.Ranking,
            Providers.Sign,
            Providers.Hypercube,
            Providers.Assignment,
            Providers.Knapsack,
            Providers.Points,
            Providers.Product,
            Providers.Deadline,
            Providers.Portfolio,
            Providers.Negate,
            Providers.Affine,
            Providers.Fixed,
            Providers.Constrained;
}
