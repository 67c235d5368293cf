package io.dither.experiments.command;

import io.dither.noise.NoiseProvider;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dither noises}: the noises that are available, and the plugins that could not be loaded. */
@Command(
        name = "noises",
        footer = {"", "For example: dither noises gamma"},
        description = "Lists the noises that are available, or describes one with its parameters.")
public final class NoisesCommand implements Callable<Integer> {
    @Mixin
    private final PluginListing listing = new PluginListing();

    /** Creates the command. */
    public NoisesCommand() {}

    @Override
    public Integer call() {
        listing.print("noise", NoiseProvider.class, (catalogue, noise) -> Map.of());
        return 0;
    }
}
