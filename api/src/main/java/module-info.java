import io.dither.noise.NoiseProviders;

/** The contracts of Dither: oracles, providers, registry, noise, layers and losses. */
module io.dither.api {
    requires static transitive org.jspecify;

    exports io.dither.error;
    exports io.dither.kernel;
    exports io.dither.layer;
    exports io.dither.noise;
    exports io.dither.oracle;
    exports io.dither.oracle.capability;
    exports io.dither.plugin;
    exports io.dither.random;

    uses io.dither.kernel.KernelProvider;
    uses io.dither.plugin.PluginModule;

    provides io.dither.plugin.PluginModule with
            NoiseProviders;
}
