package io.dither.experiments.command;

import io.dither.layer.LossProvider;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dither losses}: the losses that are available, and the plugins that could not be loaded. */
@Command(
        name = "losses",
        footer = {"", "For example: dither losses spo-plus"},
        description = "Lists the losses that are available, or describes one with its parameters.")
public final class LossesCommand implements Callable<Integer> {
    @Mixin
    private final PluginListing listing = new PluginListing();

    /** Creates the command. */
    public LossesCommand() {}

    @Override
    public Integer call() {
        listing.print("loss", LossProvider.class, (catalogue, loss) -> Map.of());
        return 0;
    }
}
