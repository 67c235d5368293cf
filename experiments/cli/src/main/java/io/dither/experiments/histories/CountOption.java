package io.dither.experiments.histories;

import io.dither.data.setup.Setup;
import picocli.CommandLine.Option;

/**
 * The option {@code --count} of commands that apply a saved model to a file. The habits of a model are features of how often alternatives
 * were chosen before. With this option the habits also count the decisions of the file.
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
