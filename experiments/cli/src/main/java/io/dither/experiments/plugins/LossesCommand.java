package io.dither.experiments.plugins;

import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.layer.LossProvider;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dither losses}: the losses that are available, and the plugins that could not be loaded. */
@Command(
        name = "losses",
        footer = {"", "For example: dither losses spo-plus"},
        description = "List the losses that are available, or describe one with its parameters.")
public final class LossesCommand implements Subcommand {
    @Mixin
    private final PluginListing listing = new PluginListing();

    /** Creates the command. */
    public LossesCommand() {}

    @Override
    public int run(Context context) {
        listing.print(context, "loss", LossProvider.class, (plugins, loss) -> Map.of());
        return 0;
    }
}
