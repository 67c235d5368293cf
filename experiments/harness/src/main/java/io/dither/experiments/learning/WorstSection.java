package io.dither.experiments.learning;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.report.Tables;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.layer.Decision;
import io.dither.learn.Outcome;
import io.dither.learn.diagnose.Excess;
import io.dither.learn.diagnose.WorstExamples;
import io.dither.learn.model.Observation;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** The worst-predicted examples: a table, and maps if the positions of the coordinates are known. */
final class WorstSection {
    /** A decision with a longer text is cut in the middle. */
    private static final int MOST_LETTERS = 160;
    /** The largest number of maps. */
    private static final int MOST_MAPS = 6;
    /** The largest number of coordinates that are listed for a decision without a text. */
    private static final int MOST_COORDINATES = 12;

    private final WorstExamples worst;
    /** The worst examples whose observed decision costs more (or scores less) than the predicted one. */
    private final List<WorstExamples.Example> examples;

    private final LearningReport report;
    private final Html html;

    WorstSection(WorstExamples worst, LearningReport report, Html html) {
        this.worst = worst;
        this.examples = worst.examples().stream()
                .filter(example -> example.excess() > 0)
                .toList();
        this.report = report;
        this.html = html;
    }

    void write() {
        html.element("h2", "The worst-predicted examples");
        if (examples.isEmpty()) {
            html.element("p", "No observed decision " + costsMore() + " than the predicted one.");
            return;
        }
        String explanation = ".";
        if (worst.arePartsCosts()) {
            explanation = ", split by feature: a part below 0 is in favour of the observed"
                    + " decision, a part above 0 in favour of the predicted one. The parts add up.";
        } else if (!worst.columns().isEmpty()) {
            explanation =
                    ", and the differences of their features. Costs are not sums over features under the link of the model.";
        }
        html.element("p", howMuchMore() + " than the predicted one" + explanation);
        boolean listsDecisions = report.map == null; // otherwise maps show the first of them
        writeTable(listsDecisions);
        if (!listsDecisions) {
            writeMaps();
            writeDetours();
        }
    }

    private void writeTable(boolean listsDecisions) {
        List<String> columns = new ArrayList<>(List.of("example", costsMore()));
        boolean hasRatios =
                examples.stream().map(WorstExamples.Example::outcome).allMatch(Excess::hasRatio);
        if (hasRatios) {
            columns.add("relative");
        }
        columns.addAll(worst.columns());
        int numericColumns = columns.size();
        if (listsDecisions) {
            columns.addAll(List.of("observed", "predicted"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (WorstExamples.Example example : examples) {
            List<String> row = new ArrayList<>(List.of(example.id(), Numbers.text(example.excess())));
            if (hasRatios) {
                row.add(Numbers.percent(
                        example.excess() / Math.abs(example.outcome().cost())));
            }
            worst.columns()
                    .forEach(column -> row.add(text(example, example.parts().getOrDefault(column, 0.0))));
            if (listsDecisions) {
                row.add(
                        example.outcome().observation().target() instanceof Decision decision
                                ? decisionText(decision.point(), example)
                                : "");
                row.add(decisionText(example.outcome().predicted(), example));
            }
            rows.add(row);
        }
        html.open("div", "class", "worst");
        Tables.write(
                html,
                "",
                columns,
                rows,
                // numbers are after the id and before the decisions; if a feature is named like one of these columns,
                // both are texts
                column -> columns.indexOf(column) > 0 && columns.lastIndexOf(column) < numericColumns);
        html.close("div");
    }

    private void writeMaps() {
        RoadMap roads = report.map;
        if (roads == null) {
            return;
        }
        html.open("p", "class", "legend");
        Chart.writeKey(html, "c1", "observed only");
        Chart.writeKey(html, "c0", "predicted only");
        Chart.writeKey(html, "shared", "both");
        html.close("p").open("div", "class", "maps");
        examples.stream().limit(MOST_MAPS).forEach(example -> {
            PathMap map = new PathMap(roads, example.outcome());
            if (map.hasPositions()) {
                map.chart(example.id() + " " + costsMore() + " by " + Numbers.text(example.excess()))
                        .write(html);
            }
        });
        html.close("div");
    }

    /** Draws the coordinates that are, over all examples, clearly more often observed than predicted, or more often predicted. */
    private void writeDetours() {
        if (report.map == null || report.diagnosis == null) {
            return;
        }
        List<Outcome> outcomes = report.diagnosis.outcomes();
        // by coordinate, the number of observed decisions with it minus the number of predicted ones
        double[] surplus = new double[outcomes.get(0).predicted().dimension()];
        for (Outcome outcome : outcomes) {
            if (outcome.observation().target() instanceof Decision decision) {
                add(1, decision.point(), surplus);
                add(-1, outcome.predicted(), surplus);
            }
        }
        double[] nonZero = Arrays.stream(surplus).filter(x -> x != 0).toArray();
        // a difference of at least the root mean square is clear
        long minExamples = (long) Math.ceil(
                Math.sqrt(Arrays.stream(nonZero).map(x -> x * x).average().orElse(1)));
        String times = " more often, in at least " + minExamples + " of " + outcomes.size() + " examples";
        new StreetMap(report.map, surplus.length, coordinate -> surplus[coordinate], minExamples)
                .write(html, "Where observed and predicted decisions differ", "observed" + times, "predicted" + times);
    }

    /** Adds {@code sign} times a decision to sums by coordinate. */
    private static void add(double sign, Vertex y, double[] sums) {
        for (int k = 0; k < y.size(); k++) {
            sums[y.index(k)] += sign * y.value(k);
        }
    }

    private String howMuchMore() {
        return report.isScore()
                ? "How much less the observed decision scores"
                : "How much more the observed decision costs";
    }

    private String costsMore() {
        return report.isScore() ? "scores less" : "costs more";
    }

    /**
     * Returns a part of the excess, or a difference of features, with as many decimals as for a standard error of a hundredth of the largest
     * part of the example ({@link Numbers#text(double, double)}), so that small parts look small.
     */
    static String text(WorstExamples.Example example, double part) {
        double largest =
                example.parts().values().stream().mapToDouble(Math::abs).max().orElse(0);
        return part == 0 ? "0" : Numbers.text(part, largest / 100);
    }

    /** Returns a decision as text, cut in the middle if it is long; as its coordinates if the report does not write decisions as texts. */
    private String decisionText(Vertex y, WorstExamples.Example example) {
        BiFunction<Vertex, Observation, String> format = report.decisionText;
        if (format == null) {
            return coordinates(y);
        }
        String text = format.apply(y, example.outcome().observation());
        return text.length() <= MOST_LETTERS
                ? text
                : text.substring(0, MOST_LETTERS / 2) + " \u2026 " + text.substring(text.length() - MOST_LETTERS / 2);
    }

    /** Returns a decision as the indices of its coordinates that are not 0, each with its value unless that is 1. */
    private static String coordinates(Vertex y) {
        List<String> words = new ArrayList<>();
        int omitted = 0;
        for (int k = 0; k < y.size(); k++) {
            if (y.value(k) != 0 && words.size() < MOST_COORDINATES) {
                String value = y.value(k) == 1 ? "" : "=" + Numbers.text(y.value(k));
                words.add(y.index(k) + value);
            } else if (y.value(k) != 0) {
                omitted++;
            }
        }
        return String.join(" ", words) + (omitted > 0 ? " and " + omitted + " more" : "");
    }
}
