package io.dither.experiments.command;

import io.dither.noise.NoiseRegistry;
import io.dither.oracle.OracleRegistry;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says where plugins are. */
final class Plugins {
    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A folder of plugins: jars, or folders of jars for plugins with libraries.")
    private Optional<Path> folder = Optional.empty();

    OracleRegistry registry() {
        return folder.map(OracleRegistry::discover).orElseGet(OracleRegistry::discover);
    }

    NoiseRegistry noises() {
        return folder.map(NoiseRegistry::discover).orElseGet(NoiseRegistry::discover);
    }
}
