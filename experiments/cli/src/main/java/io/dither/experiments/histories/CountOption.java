package io.dither.experiments.histories;

import io.dither.data.setup.Setup;
import picocli.CommandLine.Option;

/**
 * The option {@code --count}: the habits of a saved model, which are features of how often alternatives were chosen before, also count the
 * decisions of the file that it reads.
 */
final class CountOption {
    @Option(
            names = "--count",
            description = {
                "Let the habits of the model count the decisions of this file too.",
                "Later examples know the decisions of earlier ones; examples without a decision are predicted."
            })
    private boolean countsDecisions;

    Setup applyTo(Setup setup) {
        return setup.counting(countsDecisions);
    }
}
