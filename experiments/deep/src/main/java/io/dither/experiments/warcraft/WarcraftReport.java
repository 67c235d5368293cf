package io.dither.experiments.warcraft;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.run.Verdict;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Interval;
import io.dither.learn.model.PlainText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Shows the scores of each loss over the epochs as charts, a table and JSON. */
final class WarcraftReport {
    private final Map<TerrainLoss, List<Scores>> scores = new EnumMap<>(TerrainLoss.class);
    private final Map<TerrainLoss, Outcomes> outcomes = new LinkedHashMap<>();
    /** The seconds that each training took; while it runs, minus its start time. */
    private final Map<TerrainLoss, Double> seconds = new EnumMap<>(TerrainLoss.class);

    void start(TerrainLoss loss) {
        scores.put(loss, new ArrayList<>());
        seconds.put(loss, -System.nanoTime() / 1e9); // end() adds the end time
    }

    /** Adds the scores after the next epoch. */
    void add(TerrainLoss loss, Scores epochScores) {
        scores.computeIfAbsent(loss, key -> new ArrayList<>()).add(epochScores);
    }

    void end(TerrainLoss loss, Outcomes lastOutcomes) {
        outcomes.put(loss, lastOutcomes);
        seconds.merge(loss, System.nanoTime() / 1e9, Double::sum);
    }

    void plot(RunFolder folder) {
        folder.writePlot(
                "perfect", plot("Predicted paths of least cost", "share of test maps, %", s -> 100 * s.perfect()));
        folder.writePlot("cost-ratio", plot("Cost of predicted paths", "cost / least cost", Scores::costRatio));
    }

    private Chart plot(String title, String label, ToDoubleFunction<Scores> score) {
        Chart plot = Chart.lines(title, "epoch", label);
        for (Map.Entry<TerrainLoss, List<Scores>> entry : scores.entrySet()) {
            double[] y = entry.getValue().stream().mapToDouble(score).toArray();
            double[] x = IntStream.rangeClosed(1, y.length).asDoubleStream().toArray();
            plot = plot.line(entry.getKey().title(), x, y);
        }
        return plot;
    }

    /** Returns the numbers of the result, for JSON: the scores after the last epoch, and the differences to the first loss. */
    private Map<String, Object> figures() {
        Map<String, Object> last = new LinkedHashMap<>();
        scores.forEach((loss, epochs) -> last.put(loss.toString(), epochs.get(epochs.size() - 1)));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("losses", last);
        if (outcomes.size() > 1) {
            figures.put("firstMinusOthers", differences());
        }
        return figures;
    }

    /** Returns the scores of the loss that was trained first minus the scores of each other loss. */
    private Map<String, Difference> differences() {
        TerrainLoss first = outcomes.keySet().iterator().next();
        Map<String, Difference> differences = new LinkedHashMap<>();
        outcomes.forEach((loss, lossOutcomes) -> {
            if (loss != first) {
                differences.put(
                        first + " minus " + loss,
                        Difference.of(Objects.requireNonNull(outcomes.get(first)), lossOutcomes));
            }
        });
        return differences;
    }

    Result result() {
        Map<String, Object> times = new LinkedHashMap<>();
        seconds.forEach((loss, time) -> times.put(loss.toString(), time));
        return Result.of(figures(), parts(false)).verdict(verdict()).timed(Map.of("seconds", times), parts(true));
    }

    /** Returns a sentence about the loss that was trained first, and one about its difference to each other loss. */
    private String verdict() {
        TerrainLoss first = outcomes.keySet().iterator().next();
        List<Scores> epochs = Objects.requireNonNull(scores.get(first));
        StringBuilder text = new StringBuilder(PlainText.format(
                "After training on %s %.1f %% of the paths predicted for %d new maps cost the least possible.",
                first,
                100 * epochs.get(epochs.size() - 1).perfect(),
                Objects.requireNonNull(outcomes.get(first)).byMap().size()));
        outcomes.forEach((loss, lossOutcomes) -> {
            if (loss != first) {
                Difference difference = Difference.of(Objects.requireNonNull(outcomes.get(first)), lossOutcomes);
                text.append(' ')
                        .append(Verdict.of(
                                first.toString(),
                                loss.toString(),
                                Interval.of(difference.perfect(), difference.perfectStandardError())
                                        .times(100),
                                "points"))
                        .append('.');
            }
        });
        return text.toString();
    }

    /** Returns the parts of the result; if {@code isTimed}, with the times, which differ between runs of the same settings. */
    private Object[] parts(boolean isTimed) {
        List<String> header = List.of("loss", "perfect", "exact", "cost ratio", "cells right", "seconds");
        int columns = header.size() - (isTimed ? 0 : 1);
        TextTable table = new TextTable(header.subList(0, columns).toArray(String[]::new));
        scores.forEach((loss, epochs) -> {
            Scores last = epochs.get(epochs.size() - 1);
            List<String> row = List.of(
                    loss.toString(),
                    Numbers.decimal(100 * last.perfect(), 1) + " %",
                    Numbers.decimal(100 * last.exact(), 1) + " %",
                    Numbers.decimal(last.costRatio(), 4),
                    Verdict.percent(last.cellAccuracy()),
                    Numbers.decimal(seconds.getOrDefault(loss, 0.0), 1));
            table.row(row.subList(0, columns).toArray());
        });
        return outcomes.size() > 1
                ? new Object[] {table, "\n", comparison(), "\n+-: one standard error over maps.\n"}
                : new Object[] {table};
    }

    private TextTable comparison() {
        TextTable table = new TextTable("", "perfect", "exact", "cost ratio", "cells right");
        differences().forEach((name, difference) -> table.row(difference.row(name)));
        return table;
    }
}
