package io.dither.experiments.histories;

import io.dither.error.Arguments;
import io.dither.learn.model.CostModel;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --pay-in}: the weight by which the other weights are divided, such as that of a price. */
final class PayOption {
    @Option(
            names = "--pay-in",
            paramLabel = "NAME",
            description = {
                "Report ratios of weights to this one, such as values of time in money.",
                "Default: none; with --tastes or --classes the fixed weight, if there is one."
            })
    private Optional<String> payIn = Optional.empty();

    /** Returns the name of the weight by which the other weights are divided, if one was given. */
    Optional<String> weightName() {
        return payIn;
    }

    /** Refuses a name that is not the name of a weight of the model. */
    void refuseUnknownWeight(StudyInput input) {
        CostModel model = input.model();

        payIn.ifPresent(name -> Arguments.require(
                model.names().contains(name),
                "--pay-in = " + name + " is not a weight of the model, which has "
                        + (input.growsTrees() ? "trees" : model.names()),
                "Maybe it is misspelt"));
    }
}
