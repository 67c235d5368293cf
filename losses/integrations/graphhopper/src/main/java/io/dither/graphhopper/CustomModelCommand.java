package io.dither.graphhopper;

import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import picocli.CommandLine.Command;

/** {@code dither custom-model}. */
@Command(name = "custom-model", description = "Write.")
public final class CustomModelCommand implements Subcommand {
    @Override
    public int run(Context context) {
        return 0;
    }
}
