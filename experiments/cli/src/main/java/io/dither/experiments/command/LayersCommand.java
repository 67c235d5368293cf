package io.dither.experiments.command;

import io.dither.layer.LayerProvider;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dither layers}: the layers that are available, and the plugins that could not be loaded. */
@Command(
        name = "layers",
        footer = {"", "For example: dither layers --json"},
        description = "Lists the layers that are available, or describes one with its parameters.")
public final class LayersCommand implements Callable<Integer> {
    @Mixin
    private final PluginListing listing = new PluginListing();

    /** Creates the command. */
    public LayersCommand() {}

    @Override
    public Integer call() {
        listing.print("layer", LayerProvider.class, (catalogue, layer) -> Map.of());
        return 0;
    }
}
