package io.dither.experiments.coverage;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.chart.Mark.Cell;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shows coverages as a table, as JSON and as a heat map. */
record CoverageReport(List<Situation> situations, List<Coverage> coverages) {
    /** The share of intervals that should hold the truth. */
    private static final double NOMINAL = 0.95;
    /** The difference of shares from one strength of the colour to the next. */
    private static final double STEP = 0.02;

    /** The number of strengths of the colour for shares below the nominal share. */
    private static final int MOST_BELOW = 4;
    /** The number of strengths of the colour for shares above the nominal share. */
    private static final int MOST_ABOVE = 2;
    /** The indentation of the unknowns and the notes of a situation. */
    private static final String INDENT = "  ";

    Chart chart() {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < coverages.size(); i++) {
            Coverage coverage = coverages.get(i);
            boolean isWrong = !coverage.status().equals("ok") && coverage.intervalShare() > 0;
            List<String> texts = new ArrayList<>();
            texts.add(coverage.intervalShare() == 0 ? "none" : Numbers.fixed(100 * coverage.coveredShare(), 1));
            // a share from 99.5 % on would be shown as 100 %
            if (coverage.intervalShare() > 0 && coverage.intervalShare() < 0.995) {
                texts.add("in " + Numbers.fixed(100 * coverage.intervalShare(), 0) + " %");
            }
            cells.add(new Cell(
                    situations.get(i).row(),
                    situations.get(i).column(),
                    colour(coverage.coveredShare()) + (isWrong ? " framed" : ""),
                    texts,
                    hoverText(coverage)));
        }
        // cells without a row and a column make the legend
        for (int step = -MOST_BELOW; step <= MOST_ABOVE; step++) {
            double share = NOMINAL + step * STEP;
            String orMore = step == MOST_ABOVE ? "\u2265 " : "";
            String sign = step == -MOST_BELOW ? "\u2264 " : orMore;
            cells.add(new Cell("", "", colour(share), List.of(sign + Numbers.fixed(100 * share, 0) + " %"), ""));
        }
        cells.add(new Cell("", "", colour(Double.NaN), List.of("none"), ""));
        cells.add(new Cell("", "", "even framed", List.of("wrong"), ""));
        return Chart.heat(
                        "Share of 95 % intervals that hold the truth (%)",
                        "number of examples; weak and strong: 300 each, with 0.3 times and 4 times the usual signal")
                .with(cells)
                .caption(
                        "Second line of a cell: the share of unknowns with an interval, if not all. Wrong (framed): for at least one"
                                + " unknown, the share lies outside 93 to 97 % by more than two standard errors of the count.");
    }

    /** Returns the style of a cell: the darker (s1 to s4), the more the share lies below (c1) or above (c0) the nominal share. */
    private static String colour(double share) {
        if (Double.isNaN(share)) {
            return "none";
        }
        long steps = Math.max(-MOST_BELOW, Math.min(MOST_ABOVE, Math.round((share - NOMINAL) / STEP)));
        return steps == 0 ? "even" : (steps < 0 ? "c1 s" : "c0 s") + Math.abs(steps);
    }

    private static String hoverText(Coverage coverage) {
        return coverage.situation() + ": " + coverage.histories() + " histories, "
                + Numbers.percent(coverage.intervalShare()) + " of unknowns with an interval\n"
                + coverage.unknowns().stream()
                        .map(unknown -> unknown.name() + ": " + Numbers.percent(unknown.coverage()) + " ("
                                + Numbers.percent(unknown.low()) + " to " + Numbers.percent(unknown.high())
                                + "), mean " + Numbers.text(unknown.mean()) + " of " + Numbers.text(unknown.truth())
                                + ", standard error / RMSE " + Numbers.text(unknown.error() / unknown.rmse()))
                        .collect(Collectors.joining("\n"))
                + coverage.notes().entrySet().stream()
                        .map(note -> "\n" + note.getValue() + " x " + note.getKey())
                        .collect(Collectors.joining());
    }

    TextTable table() {
        TextTable table = new TextTable("situation", "intervals %", "coverage %", "+-", "error / RMSE", "status");
        for (Coverage coverage : coverages) {
            int fewestIntervals = coverage.unknowns().stream()
                    .mapToInt(Unknown::intervals)
                    .min()
                    .orElse(0);
            // the standard error of a coverage of 95 %, in per cent, for the unknown with the fewest intervals
            double error = 100 * Math.sqrt(NOMINAL * (1 - NOMINAL) / Math.max(1, fewestIntervals));
            table.row(
                    coverage.situation(),
                    Numbers.decimal(100 * coverage.intervalShare(), 0),
                    Numbers.decimal(100 * coverage.coveredShare(), 1),
                    Numbers.decimal(fewestIntervals == 0 ? Double.NaN : error, 1),
                    "",
                    coverage.status());
            coverage.unknowns()
                    .forEach(unknown -> table.row(
                            INDENT + unknown.name(),
                            "",
                            Numbers.decimal(100 * unknown.coverage(), 1),
                            "",
                            Numbers.decimal(unknown.error() / unknown.rmse(), 2),
                            ""));
            notes(coverage).forEach(note -> table.row(INDENT + note, "", "", "", "", ""));
        }
        return table;
    }

    /** Returns the number of histories per note, see {@link Trial#notes}, and the coverage by a simpler model that is fitted although it is wrong. */
    private static List<String> notes(Coverage coverage) {
        List<String> notes = new ArrayList<>();
        coverage.notes().forEach((note, times) -> notes.add(times + " " + note));
        coverage.wrongModel()
                .forEach(unknown -> notes.add(unknown.name() + ": " + Numbers.decimal(100 * unknown.coverage(), 1)
                        + " %, mean " + Numbers.text(unknown.mean())));
        return notes;
    }

    /** Returns the numbers of each situation for the JSON file. */
    List<Map<String, Object>> figures() {
        return coverages.stream()
                .map(coverage -> {
                    Map<String, Object> figures = new LinkedHashMap<>();
                    figures.put("situation", coverage.situation());
                    figures.put("histories", coverage.histories());
                    figures.put("printed", coverage.intervalShare()); // a fit prints an interval if it has one
                    figures.put("coverage", coverage.coveredShare());
                    figures.put("status", coverage.status());
                    figures.put("notes", coverage.notes());
                    figures.put("unknowns", coverage.unknowns());
                    figures.put("missed", coverage.wrongModel()); // this model misses that tastes differ
                    return figures;
                })
                .toList();
    }

    String verdict() {
        List<String> exceptions = IntStream.range(0, coverages.size())
                .filter(i -> !coverages.get(i).status().equals("ok"))
                .mapToObj(i ->
                        coverages.get(i).situation() + " (" + coverages.get(i).status() + ")")
                .toList();
        return "95 % intervals hold the truth in 93 to 97 % of cases, up to two standard errors of the count, in "
                + (coverages.size() - exceptions.size()) + " of " + coverages.size() + " situations"
                + (exceptions.isEmpty() ? "." : "; not in " + String.join("; ", exceptions) + ".");
    }
}
