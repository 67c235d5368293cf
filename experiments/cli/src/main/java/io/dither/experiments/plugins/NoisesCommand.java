package io.dither.experiments.plugins;

import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.noise.NoiseProvider;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dither noises}: the noises that are available, and the plugins that could not be loaded. */
@Command(
        name = "noises",
        footer = {"", "For example: dither noises gamma"},
        description = "List the noises that are available, or describe one with its parameters.")
public final class NoisesCommand implements Subcommand {
    @Mixin
    private final PluginListing listing = new PluginListing();

    /** Creates the command. */
    public NoisesCommand() {}

    @Override
    public int run(Context context) {
        listing.print(context, "noise", NoiseProvider.class, (plugins, noise) -> Map.of());
        return 0;
    }
}
