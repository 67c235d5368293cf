package io.dither.experiments.command;

import io.dither.plugin.PluginCatalogue;
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

    PluginCatalogue catalogue() {
        return folder.map(PluginCatalogue::discover).orElseGet(PluginCatalogue::discover);
    }
}
