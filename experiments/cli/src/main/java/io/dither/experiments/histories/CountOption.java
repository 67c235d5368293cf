package io.dither.experiments.histories;

import io.dither.data.setup.Setup;
import picocli.CommandLine.Option;

/** The option by which the habits of a saved model count later decisions. */
final class CountOption {
    @Option(
            names = "--count",
            description = {
                "Let the habits of the model count the decisions of this file too.",
                "Later examples know the decisions of earlier ones; examples without a decision are predicted."
            })
    private boolean counts;

    Setup of(Setup setup) {
        return setup.counting(counts);
    }
}
