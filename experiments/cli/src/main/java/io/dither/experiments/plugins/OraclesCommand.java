package io.dither.experiments.plugins;

import io.dither.experiments.command.OneLine;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.kernel.Kernels;
import io.dither.oracle.OracleProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dither oracles}: the oracles that are available, and the plugins that could not be loaded. */
@Command(
        name = "oracles",
        footer = {"", "For example: dither oracles top-k"},
        description = "List the oracles that are available, or describe one with its parameters.")
public final class OraclesCommand implements Subcommand {
    @Mixin
    private final PluginListing listing = new PluginListing();

    /** Creates the command. */
    public OraclesCommand() {}

    @Override
    public int run(Context context) {
        listing.print(
                context,
                "oracle",
                OracleProvider.class,
                (plugins, oracle) -> Facts.of(plugins, oracle).byName(),
                "sense",
                "traits");
        if (!context.isJson()) {
            Kernels.problems().forEach(problem -> context.err().println("dither: " + OneLine.of(problem)));
        }
        return 0;
    }
}
