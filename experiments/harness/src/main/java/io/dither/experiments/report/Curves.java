package io.dither.experiments.report;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.chart.Mark.Kind;
import io.dither.experiments.chart.Mark.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The curves of a metrics table. x is the first of {@link #ABSCISSAE} that is a column of the table. Every other column of numbers is a
 * curve, unless it numbers repeats ({@link #REPEATS}), holds standard errors, or has the same number in all rows. If the table has columns
 * of words, rows with the same words are a line. The values of repeats, such as folds, are averaged; a band reaches from their smallest to
 * their largest value.
 *
 * @param table the metrics
 * @param abscissa the index of the column that is x
 * @param runName the name of the run, or group of runs, for the legend; empty if runs are not compared
 * @param run the index of the run, or group, among those that are compared, which chooses its colour; negative if runs are not compared
 */
record Curves(MetricsTable table, int abscissa, String runName, int run) {
    /** The names of columns that can be x, the first choice first. */
    private static final List<String> ABSCISSAE =
            List.of("epoch", "step", "pass", "iteration", "observations", "epsilon", "x");
    /** The names of columns that number repeats, whose values are averaged. */
    private static final List<String> REPEATS = List.of("fold", "repeat", "seed", "run");
    /** The parts of the data, with which names of columns may begin. */
    private static final List<String> PARTS = List.of("train", "validation", "test");

    /** Returns the charts of a table; none if it has no rows, no column can be x, or the column chosen as x holds words. */
    static List<Chart> of(MetricsTable table, String runName, int run) {
        Optional<String> x =
                ABSCISSAE.stream().filter(table.columns()::contains).findFirst();
        if (x.isEmpty() || table.rows().isEmpty()) {
            return List.of();
        }
        int abscissa = table.columns().indexOf(x.get());
        return table.isNumeric(abscissa) ? new Curves(table, abscissa, runName, run).charts() : List.of();
    }

    private List<Chart> charts() {
        Map<String, List<Line>> charts = new LinkedHashMap<>();
        for (int column = 0; column < table.columns().size(); column++) {
            String name = table.columns().get(column);
            if (column != abscissa && !isRepeat(name) && !name.endsWith("StandardError") && varies(column)) {
                String part = part(name);
                String title = ResultFigures.words(name.substring(part.length()));
                charts.computeIfAbsent(title, absent -> new ArrayList<>()).addAll(lines(column, part));
            }
        }
        String x = table.columns().get(abscissa);
        return charts.entrySet().stream()
                .map(chart -> Chart.lines(chart.getKey(), x, "")
                        .with(styled(chart.getValue()))
                        .withLogXIfWide())
                .toList();
    }

    /** Returns the part of the data that a column is about, such as train for trainLoss; parts of the same metric share a chart. */
    private static String part(String column) {
        return PARTS.stream()
                .filter(part -> column.startsWith(part)
                        && column.length() > part.length()
                        && Character.isUpperCase(column.charAt(part.length())))
                .findFirst()
                .orElse("");
    }

    private static boolean isRepeat(String column) {
        return REPEATS.contains(column);
    }

    private boolean varies(int column) {
        return table.isNumeric(column)
                && table.rows().stream().map(row -> row.get(column)).distinct().count() > 1;
    }

    /** Returns the lines of a column: one for each group of rows with the same words. */
    private List<Line> lines(int column, String part) {
        // by group and x, the values of all repeats
        Map<String, Map<Double, DoubleSummaryStatistics>> groups = new LinkedHashMap<>();
        for (int row = 0; row < table.rows().size(); row++) {
            groups.computeIfAbsent(group(row), absent -> new TreeMap<>())
                    .computeIfAbsent(table.number(row, abscissa), absent -> new DoubleSummaryStatistics())
                    .accept(table.number(row, column));
        }
        List<Line> lines = new ArrayList<>();
        groups.forEach((group, points) -> lines.add(line(name(group, part), points)));
        return lines;
    }

    /** Returns the words of a row, which are the same in all rows of a line. */
    private String group(int row) {
        List<String> words = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            if (!table.isNumeric(column) && !isRepeat(table.columns().get(column))) {
                words.add(table.rows().get(row).get(column));
            }
        }
        return String.join(" ", words);
    }

    private String name(String group, String part) {
        return String.join(
                ", ",
                Arrays.stream(new String[] {runName, group, part})
                        .filter(word -> !word.isEmpty())
                        .toList());
    }

    private static Line line(String name, Map<Double, DoubleSummaryStatistics> points) {
        return Line.of(
                        name,
                        Kind.CURVE,
                        points.keySet().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray(),
                        perX(points, DoubleSummaryStatistics::getAverage))
                .within(perX(points, DoubleSummaryStatistics::getMin), perX(points, DoubleSummaryStatistics::getMax));
    }

    /** Returns one value per x, in the order of x. */
    private static double[] perX(
            Map<Double, DoubleSummaryStatistics> points, ToDoubleFunction<DoubleSummaryStatistics> value) {
        return points.values().stream().mapToDouble(value).toArray();
    }

    /** Gives compared runs one of the 7 colours each, and the lines of a run one of the 4 dash patterns each. */
    private List<Line> styled(List<Line> lines) {
        return run < 0
                ? lines
                : IntStream.range(0, lines.size())
                        .mapToObj(i -> lines.get(i).styled("c" + run % 7 + " d" + i % 4))
                        .toList();
    }
}
