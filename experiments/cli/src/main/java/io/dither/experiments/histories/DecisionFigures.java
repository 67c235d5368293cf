package io.dither.experiments.histories;

import io.dither.data.Column;
import io.dither.data.Histories;
import io.dither.data.Row;
import io.dither.data.TableWriter;
import io.dither.layer.Decision;
import io.dither.learn.Outcome;
import io.dither.learn.model.Observation;
import io.dither.oracle.Sense;
import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a model's decision in one example, by which models are compared. The folder of a model holds the figures of its held-out
 * examples.
 *
 * @param id the id of the example
 * @param dimension the number of coordinates of the example, such as the alternatives of a choice
 * @param cluster the name of the set of examples that may depend on this example, such as the decisions of one person
 * @param weight the weight of the example
 * @param copies the number of identical examples that this row stands for: its weight if weights are frequencies and it
 *     is above 0, otherwise 1
 * @param figures the figures by their names, without those that are unknown
 */
record DecisionFigures(
        String id, int dimension, String cluster, double weight, double copies, Map<String, Double> figures) {
    /** The name of the file of these figures in the folder of a model. */
    static final String FILE = "held-out.csv";

    static final String EXACT_MATCH = "exact match";
    static final String HAMMING_DISTANCE = "Hamming distance";
    /** The log probability of the observed decision. */
    static final String LOG_SCORE = "log score";
    /** The cost of the model's decision at the true costs, if the history has them. */
    static final String TRUE_COST = "true cost";
    /** The score of the model's decision at the true scores (the true costs of an oracle that maximises), if the history has them. */
    static final String TRUE_SCORE = "true score";

    private static final List<String> NAMES = List.of(EXACT_MATCH, HAMMING_DISTANCE, LOG_SCORE, TRUE_COST, TRUE_SCORE);

    static List<DecisionFigures> of(List<Outcome> outcomes) {
        return outcomes.stream().map(DecisionFigures::of).toList();
    }

    private static DecisionFigures of(Outcome outcome) {
        Observation example = outcome.observation();
        Map<String, Double> figures = new LinkedHashMap<>();
        if (example.target() instanceof Decision) {
            figures.put(EXACT_MATCH, outcome.isExact() ? 1.0 : 0.0);
            figures.put(HAMMING_DISTANCE, (double) outcome.mismatches());
        }
        if (!Double.isNaN(outcome.logProbability())) {
            figures.put(LOG_SCORE, outcome.logProbability());
        }
        if (example.costs().length > 0) {
            figures.put(
                    example.oracle().sense() == Sense.MINIMIZE ? TRUE_COST : TRUE_SCORE,
                    outcome.predicted().objective(example.costs()));
        }
        return new DecisionFigures(
                example.id(),
                example.oracle().dimension(),
                example.cluster(),
                example.weight(),
                outcome.copies(),
                figures);
    }

    /** Writes a line per held-out example into the folder of a model; without outcomes, deletes the file. */
    static void save(List<ClassLoader> loaders, Path folder, List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            try {
                Files.deleteIfExists(folder.resolve(FILE));
            } catch (IOException failure) {
                throw AtomicFile.unwritable(folder, failure);
            }
            return;
        }
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("example"),
                Column.whole("alternatives"),
                Column.text("cluster"),
                Column.number("weight"),
                Column.number("copies")));
        NAMES.forEach(name -> columns.add(Column.number(name)));
        Histories histories = new Histories(loaders, Map.of());
        try (TableWriter writer = histories.write(folder.resolve(FILE).toString(), columns)) {
            for (DecisionFigures line : of(outcomes)) {
                @Nullable Object[] cells = new @Nullable Object[columns.size()];
                cells[0] = line.id;
                cells[1] = (long) line.dimension;
                cells[2] = line.cluster;
                cells[3] = line.weight;
                cells[4] = line.copies;
                for (int k = 0; k < NAMES.size(); k++) {
                    cells[5 + k] = line.figures.get(NAMES.get(k));
                }
                writer.write(cells);
            }
            writer.commit();
        }
    }

    /** Reads what {@link #save} has written. */
    static List<DecisionFigures> read(Histories histories, Path folder) {
        List<DecisionFigures> lines = new ArrayList<>();
        histories.open(folder.resolve(FILE).toString()).forEach(row -> lines.add(of(row)));
        return lines;
    }

    private static DecisionFigures of(Row row) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String name : NAMES) {
            if (!row.isMissing(name)) {
                figures.put(name, row.number(name));
            }
        }
        return new DecisionFigures(
                row.text("example"),
                (int) row.number("alternatives"),
                row.text("cluster"),
                row.number("weight"),
                row.number("copies"),
                figures);
    }
}
