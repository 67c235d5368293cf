package io.dither.experiments.command;

import io.dither.plugin.PluginCatalogue;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says where plugins are, and the plugins that were found. */
public final class Plugins {
    private static final String NAME = "--plugins";

    @Option(
            names = NAME,
            paramLabel = "DIR",
            description = "A folder of plugins: jars, or folders of jars for plugins with libraries.")
    @SuppressWarnings("UnusedVariable") // for help and parsing; its value is needed before, see folderIn
    private Optional<Path> folder = Optional.empty();

    @Inject
    private PluginCatalogue catalogue;

    /** Creates the option; picocli and Guice fill it in. */
    public Plugins() {}

    /**
     * Returns the plugins.
     *
     * @return what was found on the class path and in the folder
     */
    public PluginCatalogue catalogue() {
        return catalogue;
    }

    /**
     * Finds the plugin directory before the arguments are parsed, because it decides which experiments there are.
     *
     * @param args the arguments
     * @return the directory that {@code --plugins DIR} names
     */
    public static Optional<Path> folderIn(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            if (args.get(i).equals(NAME) && i + 1 < args.size()) {
                return Optional.of(Path.of(args.get(i + 1)));
            }
            if (args.get(i).startsWith(NAME + "=")) {
                return Optional.of(Path.of(args.get(i).substring(NAME.length() + 1)));
            }
        }
        return Optional.empty();
    }
}
