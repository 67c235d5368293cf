package io.dither.experiments.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The curves of a metrics table: x is the first column with a name such as {@code epoch}; columns of words and {@code
 * fold} and the like tell rows apart; every other column that is not the same number throughout is a curve.
 */
final class Curves {
    private static final List<String> ABSCISSAE =
            List.of("epoch", "step", "pass", "iteration", "observations", "epsilon", "x");
    private static final List<String> REPEATS = List.of("fold", "repeat", "seed", "run");
    private static final List<String> PARTS = List.of("train", "validation", "test");

    private final MetricsTable table;
    private final int abscissa;
    private final String runName;
    private final int run;

    private Curves(MetricsTable table, int abscissa, String runName, int run) {
        this.table = table;
        this.abscissa = abscissa;
        this.runName = runName;
        this.run = run;
    }

    /** Returns the charts of a table, none where no column can be x. */
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
        Map<String, List<Series>> charts = new LinkedHashMap<>();
        for (int column = 0; column < table.columns().size(); column++) {
            String name = table.columns().get(column);
            if (column != abscissa && !isRepeat(name) && !name.endsWith("StandardError") && varies(column)) {
                String part = part(name);
                String title = ResultFigures.words(name.substring(part.length()));
                charts.computeIfAbsent(title, absent -> new ArrayList<>()).addAll(series(column, part));
            }
        }
        String x = table.columns().get(abscissa);
        return charts.entrySet().stream()
                .map(chart -> new Chart(chart.getKey(), x, chart.getValue(), false))
                .toList();
    }

    /** {@code trainLoss} and {@code testLoss} share a chart. */
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

    private List<Series> series(int column, String part) {
        Map<String, Map<Double, DoubleSummaryStatistics>> groups = new LinkedHashMap<>();
        for (int row = 0; row < table.rows().size(); row++) {
            groups.computeIfAbsent(group(row), absent -> new TreeMap<>())
                    .computeIfAbsent(table.number(row, abscissa), absent -> new DoubleSummaryStatistics())
                    .accept(table.number(row, column));
        }
        List<Series> series = new ArrayList<>();
        groups.forEach((group, points) -> series.add(line(name(group, part), points)));
        return series;
    }

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

    private Series line(String name, Map<Double, DoubleSummaryStatistics> points) {
        double[] x = points.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        return new Series(
                name,
                run,
                x,
                points.values().stream()
                        .mapToDouble(DoubleSummaryStatistics::getAverage)
                        .toArray(),
                points.values().stream()
                        .mapToDouble(DoubleSummaryStatistics::getMin)
                        .toArray(),
                points.values().stream()
                        .mapToDouble(DoubleSummaryStatistics::getMax)
                        .toArray());
    }
}
