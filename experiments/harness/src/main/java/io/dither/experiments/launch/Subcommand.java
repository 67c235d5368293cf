package io.dither.experiments.launch;

import io.dither.plugin.PluginCatalogue;
import java.util.List;
import picocli.CommandLine;

/**
 * A command that {@code dither NAME} offers; found by {@link java.util.ServiceLoader} on the class path, not in a folder of plugins.
 *
 * <p>An implementation is a public class with a public constructor without arguments, named in {@code
 * META-INF/services/io.dither.experiments.launch.Subcommand}. It carries a picocli {@code @Command} annotation with its name
 * and description; its {@code @Option} fields are its options, besides the {@link CommonOptions}. An exception that it throws
 * becomes one line on the error stream and an exit code, as for an {@link io.dither.experiments.run.Experiment}.
 */
public interface Subcommand {
    /**
     * Does the work, once the options are set.
     *
     * @param context plugins, layers, progress, and where results go
     * @return the exit code
     */
    int run(Context context);

    /**
     * Adds the commands of plugins below this command, before the arguments are parsed. By default none.
     *
     * @param line this command, with the options that all commands below it inherit
     * @param plugins the catalogue
     * @return the plugins that were not added, because they could not be loaded or cannot be commands
     */
    default List<PluginCatalogue.Problem> addCommands(CommandLine line, PluginCatalogue plugins) {
        return List.of();
    }

    /** {@return the number of threads that its layers share: by default one} */
    default int threads() {
        return 1;
    }

    /** {@return the seed of its layers: by default 0} */
    default long seed() {
        return 0;
    }

    /** {@return the groups in which its help shows its options; by default none, and the help shows all options in one list} */
    default List<OptionGroup> optionGroups() {
        return List.of();
    }

    /** {@return the rules about which of its options go together, checked before it runs; by default none} */
    default List<OptionRule> optionRules() {
        return List.of();
    }
}
