/** The contracts of Dither: oracles, providers, registry, noise, layers and losses, and oracles that need no solver. */
module io.dither.api {
    requires static transitive org.jspecify;

    exports io.dither.error;
    exports io.dither.layer;
    exports io.dither.noise;
    exports io.dither.oracle;
    exports io.dither.random;

    uses io.dither.oracle.OracleProvider;
}
