package io.dither.experiments.learning;

import io.dither.experiments.report.Tables;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.diagnose.Calibration;
import io.dither.learn.diagnose.Comparison;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.diagnose.Excess;
import io.dither.learn.model.Metric;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.NamedCoordinates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sections on decisions: how good they are, how much more the observed decisions cost, and whether probabilities are right. */
final class DecisionSections {
    /** The name of the row of cost ratios; {cost} stands for cost or score. */
    private static final String RATIO =
            "{cost} of decisions at the model's {cost}s, divided by the {cost} of the model's decisions";

    private final LearningReport report;
    private final Html html;

    DecisionSections(LearningReport report, Html html) {
        this.report = report;
        this.html = html;
    }

    void write() {
        html.element("h2", "How good are the decisions?");
        Diagnosis diagnosis = report.diagnosis;
        if (diagnosis == null) {
            html.element(
                    "p",
                    "No examples were held out, so the decisions are not evaluated: examples that a model has seen say little.");
            return;
        }
        html.element("p", basis(diagnosis));
        writeMetrics(diagnosis.comparison());
        html.open("div", "class", LearningPage.MORE);
        writeDifferences(diagnosis.comparison());
        writeExcess(diagnosis.excess());
        writeCalibration(diagnosis.calibration());
        if (diagnosis.worst() != null) {
            new WorstSection(diagnosis.worst(), report, html).write();
        }
        html.close("div");
    }

    /** Returns a sentence about the examples on which the decisions were measured, and the fit that made them. */
    private String basis(Diagnosis diagnosis) {
        String unseen = diagnosis.outcomes().size() + " held-out examples";
        return report.fitted.equals(diagnosis.fitted())
                ? "Measured on " + unseen + "."
                : "Measured on " + unseen + ", by a fit on the other "
                        + diagnosis.fitted().examples()
                        + (report.importance.isEmpty() ? ". The weights" : ". The trees")
                        + " above are of a fit on all "
                        + report.fitted.examples() + ".";
    }

    private void writeMetrics(Comparison comparison) {
        List<String> names = new ArrayList<>(comparison.metrics().keySet()); // the model, then the baselines
        List<String> columns = new ArrayList<>(List.of("metric", "model", "95 % interval"));
        columns.addAll(names.subList(1, names.size()));
        List<List<String>> rows = new ArrayList<>();
        for (Metric metric : comparison.metrics().getOrDefault(Comparison.MODEL, List.of())) {
            List<String> row = new ArrayList<>(List.of(metric.name(), text(metric), interval(metric)));
            for (String name : names.subList(1, names.size())) {
                row.add(value(comparison.metrics().getOrDefault(name, List.of()), metric));
            }
            rows.add(row);
        }
        if (!comparison.costRatios().isEmpty()) {
            List<String> row = new ArrayList<>(
                    List.of(RATIO.replace("{cost}", report.isScore() ? "score" : "cost"), "1", Numbers.UNKNOWN));
            names.subList(1, names.size())
                    .forEach(name -> row.add(
                            comparison.costRatios().containsKey(name)
                                    ? text(comparison.costRatios().get(name))
                                    : Numbers.UNKNOWN));
            rows.add(row);
        }
        Tables.write(html, "", columns, rows, column -> !column.equals("metric")); // all other columns are numbers
        String regret = comparison.hasRegret()
                ? "Regret is the extra true cost of decisions, relative to the true cost of the best ones."
                : "Regret needs the true costs, which are not known for all examples: the table compares with the observed decisions.";
        boolean lacksInterval = comparison.metrics().getOrDefault(Comparison.MODEL, List.of()).stream()
                .anyMatch(metric -> Double.isNaN(metric.low()));
        html.note(regret
                + (lacksInterval
                        ? " A dash: all examples have the same value or belong to one cluster, so there is no interval."
                        : ""));
    }

    /**
     * Returns the value of a metric for a baseline. The metric "cost ratio" is left out: a baseline computes it from the costs that it predicts
     * itself; another row of the table has the ratio at the costs of the model.
     */
    private static String value(List<Metric> metrics, Metric metricOfModel) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(metricOfModel.name())
                        && !metric.name().equals("cost ratio"))
                .findFirst()
                .map(DecisionSections::text)
                .orElse(Numbers.UNKNOWN);
    }

    static String text(Metric metric) {
        return Numbers.text(metric.value(), metric.standardError());
    }

    static String interval(Metric metric) {
        return Numbers.interval(metric.low(), metric.high(), metric.standardError());
    }

    private void writeDifferences(Comparison comparison) {
        if (comparison.differences().isEmpty()) {
            return;
        }
        List<String> columns = List.of("model minus", "metric", "difference", "95 % interval", "p", "verdict");
        List<List<String>> rows = comparison.differences().stream()
                .map(difference -> List.of(
                        difference.baseline(),
                        difference.metric().name(),
                        text(difference.metric()),
                        interval(difference.metric()),
                        Numbers.p(difference.metric().pValue()),
                        difference.verdict()))
                .toList();
        Tables.write(
                html,
                "Paired tests, not adjusted for their number",
                columns,
                rows,
                column -> List.of("difference", "95 % interval", "p").contains(column)); // the columns of numbers
    }

    private void writeExcess(@Nullable Excess excess) {
        html.element(
                "h2",
                report.isScore() ? "How much lower observed decisions score" : "How much more observed decisions cost");
        if (excess == null) {
            html.element("p", "Unknown: no held-out example has an observed decision whose cost is known.");
            return;
        }
        String unit = report.unit().isEmpty() ? "" : " (in units of " + report.unit() + ")";
        html.element(
                "p",
                "Deciders know things that no feature shows, and habits need not be optimal. Under the fitted model the observed"
                        + " decisions " + (report.isScore() ? "score " : "cost ")
                        + (excess.hasRatio()
                                ? Numbers.percent(excess.relative().value())
                                : text(excess.mean()) + " on average")
                        + comparative() + " than the best decisions; " + Numbers.percent(excess.optimal())
                        + " of them are optimal.");
        html.open("dl", "class", "figures");
        writeFigure("mean" + unit, text(excess.mean()));
        writeFigure("95 % interval of the mean", interval(excess.mean()));
        writeFigure("median", Numbers.text(excess.median()));
        writeFigure("90th percentile", Numbers.text(excess.percentile90()));
        writeFigure("largest", Numbers.text(excess.worst()));
        html.close("dl");
    }

    private String comparative() {
        return report.isScore() ? " less" : " more";
    }

    private void writeFigure(String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close("div");
    }

    private void writeCalibration(@Nullable Calibration calibration) {
        if (calibration == null) {
            return;
        }
        boolean areProbabilities = calibration.isOfProbabilities();
        html.element("h2", "Are the probabilities right?").open("div", "class", "side");
        CalibrationPlot.of(calibration).write(html);
        String nouns = pluralNoun();
        List<String> columns = List.of(nouns, "expected", "observed", "observed minus expected", "95 % interval");
        List<List<String>> rows = calibration.bins().stream()
                .map(bin -> List.of(
                        Numbers.plain(bin.coordinates()) + (bin.neverSampled() ? " *" : ""),
                        Numbers.text(bin.expected(), bin.difference().standardError()),
                        Numbers.text(bin.observed(), bin.difference().standardError()),
                        text(bin.difference()),
                        interval(bin.difference())))
                .toList();
        String title = "Number of " + nouns + (areProbabilities ? " by predicted probability" : " by expectation");
        Tables.write(html, title, columns, rows, column -> true);
        html.close("div");
        String noteOnNeverSampled = calibration.bins().stream().anyMatch(Calibration.Bin::neverSampled)
                ? " * These " + nouns + " are in no sample of the first half."
                : "";
        html.element(
                "p",
                "Points below the line: " + nouns + " used less often than predicted. Over "
                        + calibration.examples()
                        + " held-out examples"
                        // if persons differ, probabilities are always sampled
                        + (report.persons == null && report.hasExactProbabilities()
                                ? ", whose probabilities are exact."
                                : "; the first half of the samples assigns " + nouns
                                        + " to rows of the table, the second half predicts, so that sampling noise does not look like confidence.")
                        + " Bars are 95 % intervals over examples."
                        + noteOnNeverSampled,
                "class",
                "note");
    }

    /**
     * Returns the plural noun for the coordinates: "alternatives", "pairs" (of a row and a column), "edges" if the first name has an arrow or a
     * dash, and otherwise "coordinates".
     */
    private String pluralNoun() {
        if (report.diagnosis == null || report.diagnosis.outcomes().isEmpty()) {
            return "coordinates";
        }
        LinearOracle oracle = report.diagnosis.outcomes().get(0).observation().oracle();
        Optional<Exchangeable> labels = oracle.as(Exchangeable.class);
        if (labels.isPresent()) {
            return labels.get().columns() == 1 ? "alternatives" : "pairs";
        }
        boolean areEdges = oracle.as(NamedCoordinates.class).stream()
                .flatMap(names -> names.coordinates().stream().limit(1))
                .anyMatch(name -> name.toString().contains("-"));
        return areEdges ? "edges" : "coordinates";
    }
}
