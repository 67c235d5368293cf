package io.dither.experiments.plugins;

import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.layer.LayerProvider;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dither layers}: the layers that are available, and the plugins that could not be loaded. */
@Command(
        name = "layers",
        footer = {"", "For example: dither layers --json"},
        description = "List the layers that are available, or describe one with its parameters.")
public final class LayersCommand implements Subcommand {
    @Mixin
    private final PluginListing listing = new PluginListing();

    /** Creates the command. */
    public LayersCommand() {}

    @Override
    public int run(Context context) {
        listing.print(context, "layer", LayerProvider.class, (plugins, layer) -> Map.of());
        return 0;
    }
}
