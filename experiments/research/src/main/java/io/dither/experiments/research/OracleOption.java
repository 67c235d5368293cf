package io.dither.experiments.research;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.PluginCatalogue;
import picocli.CommandLine.Option;

/** The oracle as an option. */
final class OracleOption {
    @Option(
            names = "--oracle",
            required = true,
            paramLabel = "SPEC",
            description = "Use this oracle, such as ranking:n=5; 'dither oracles' lists them.")
    String text = "";

    LinearOracle create(PluginCatalogue plugins) {
        return plugins.create(OracleProvider.class, text);
    }
}
