package io.dither.experiments.command;

import io.dither.kernel.Kernels;
import io.dither.oracle.OracleProvider;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dither oracles}: the oracles that are available, and the plugins that could not be loaded. */
@Command(
        name = "oracles",
        footer = {"", "For example: dither oracles top-k"},
        description = "Lists the oracles that are available, or describes one with its parameters.")
public final class OraclesCommand implements Callable<Integer> {
    @Mixin
    private final PluginListing listing = new PluginListing();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the command. */
    public OraclesCommand() {}

    @Override
    public Integer call() {
        listing.print(
                "oracle",
                OracleProvider.class,
                (catalogue, oracle) -> Facts.of(catalogue, oracle).byName(),
                "sense",
                "traits");
        if (listing.isText()) {
            PrintWriter err = spec.commandLine().getErr();
            Kernels.problems().forEach(problem -> err.println("dither: " + OneLine.of(problem)));
        }
        return 0;
    }
}
