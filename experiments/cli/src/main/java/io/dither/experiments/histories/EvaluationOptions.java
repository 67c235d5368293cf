package io.dither.experiments.histories;

import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.setup.Setup;
import io.dither.error.DataException;
import io.dither.experiments.launch.Context;
import io.dither.learn.Cluster;
import io.dither.learn.SavedModel;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** The options of a history on which saved models are measured. */
final class EvaluationOptions {
    @Mixin
    final DataOptions data = new DataOptions();

    @Mixin
    private final PersonOption person = new PersonOption();

    @Mixin
    private final CountOption count = new CountOption();

    /** Reads the history as the model in a folder reads it, and lets the model decide its examples. */
    Evaluation evaluation(Path folder, Cluster cluster, Context context) {
        SavedModel saved = SavedModel.load(folder, context.plugins());
        Output.warnIfUnusable(folder, saved, context);
        Setup setup = person.applyTo(count.applyTo(Setup.of(saved, context.plugins())));
        Examples examples = data.read(setup, context, Optional.empty(), Purpose.EVALUATE);
        if (examples.observations().isEmpty()) {
            throw new DataException(
                    Histories.withoutSecrets(data.place()),
                    0,
                    "it has no column of decisions or costs to compare with");
        }
        return Evaluation.of(saved, examples, cluster);
    }
}
