package io.dither.experiments.histories;

import io.dither.data.Column;
import io.dither.data.Histories;
import io.dither.data.TableWriter;
import io.dither.layer.Decision;
import io.dither.learn.Outcome;
import io.dither.learn.model.Observation;
import io.dither.oracle.Vertex;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Writes a file with the decisions of a model next to the observed decisions. */
final class OutcomeTable {
    private OutcomeTable() {}

    /** Writes a line per example; {@code decisionText} formats a decision on an observation. */
    static void write(
            Histories histories,
            String file,
            List<Outcome> outcomes,
            BiFunction<Vertex, Observation, String> decisionText) {
        String objective = Output.objectiveName(
                outcomes.stream().map(outcome -> outcome.observation().oracle()));
        List<Column> columns = List.of(
                Column.text("example"),
                Column.text("decision"),
                Column.number(objective),
                Column.number("observed_" + objective),
                Column.whole("differs"));
        try (TableWriter writer = histories.write(file, columns)) {
            for (Outcome outcome : outcomes) {
                boolean hasDecision = outcome.observation().target() instanceof Decision;
                writer.write(new @Nullable Object[] {
                    outcome.observation().id(),
                    decisionText.apply(outcome.predicted(), outcome.observation()),
                    outcome.cost(),
                    hasDecision ? outcome.observedCost() : null,
                    hasDecision ? outcome.mismatches() : null
                });
            }
            writer.commit();
        }
    }
}
