package io.dither.experiments.learning;

import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.diagnose.Comparison;
import io.dither.learn.diagnose.Comparison.Difference;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Weight;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sentences at the top of the page: how good the decisions are, and what each weight is worth in the unit of costs or scores, that is, in
 * the feature whose weight is fixed at 1.
 */
final class VerdictSection {
    private static final String EXACT_MATCH = "exact match";
    /** The largest number of weights that get a sentence; the chart has more. */
    private static final int MOST_SENTENCES = 8;

    private final LearningReport report;
    private final Html html;

    VerdictSection(LearningReport report, Html html) {
        this.report = report;
        this.html = html;
    }

    void writeDecisions() {
        if (report.diagnosis != null) {
            write(sentence(report.diagnosis).toList());
        }
    }

    void writeWeights() {
        if (!report.unit().isEmpty()) {
            write(report.fitted.weights().stream()
                    // fixed weights have no standard error, and other weights may lack one
                    .filter(weight -> weight.standardError() > 0)
                    .limit(MOST_SENTENCES)
                    .map(this::worth)
                    .toList());
        }
    }

    /** Writes sentences; nothing if no weights make the moments 0, because then the weights must not be used. */
    private void write(List<String> sentences) {
        if (report.fitted.status() != Fitted.Status.NO_ROOT && !sentences.isEmpty()) {
            html.element("p", String.join("\n", sentences), "class", "verdict");
        }
    }

    /** Returns the sentence on how often the model decides as observed, beside the best baseline; empty if that is unknown. */
    private Stream<String> sentence(Diagnosis diagnosis) {
        Comparison comparison = diagnosis.comparison();
        Metric exactShare = exactShare(comparison, Comparison.MODEL);
        if (exactShare == null) {
            return Stream.empty();
        }
        String start = "The model predicts " + Numbers.percent(exactShare.value()) + " of "
                + diagnosis.outcomes().size() + " held-out decisions exactly";
        return Stream.of(comparison.differences().stream()
                .filter(difference -> difference.metric().name().equals(EXACT_MATCH))
                .max(Comparator.comparingDouble(difference -> exactShareOfBaseline(comparison, difference)))
                .map(difference -> start + besideBaseline(comparison, difference) + extraCost(comparison, difference))
                .orElse(start + "."));
    }

    /**
     * Returns the sentence on how much more the decisions of a baseline cost under the model; empty for scores, or if the interval does not
     * show that they cost more.
     */
    private String extraCost(Comparison comparison, Difference best) {
        Metric ratio = comparison.costRatios().get(best.baseline());
        if (ratio == null || report.isScore() || !(ratio.low() > 1)) {
            return "";
        }
        return " Decisions by this baseline cost " + Numbers.percent(ratio.value() - 1) + " more under the model ("
                + Numbers.percent(ratio.low() - 1) + " to " + Numbers.percent(ratio.high() - 1) + ").";
    }

    /** Returns how often the best baseline decides as observed, and by how much the model does so more often. */
    private static String besideBaseline(Comparison comparison, Difference best) {
        Metric gain = best.metric();
        String difference = Numbers.fixed(100 * gain.value(), 1) + " points"
                + (Double.isNaN(gain.low())
                        ? ""
                        : ", " + Numbers.fixed(100 * gain.low(), 1) + " to " + Numbers.fixed(100 * gain.high(), 1));
        String verdict = best.verdict().equals("no clear difference") ? "no clear difference" : "a clear difference";
        return "; the best baseline, " + best.baseline() + ", predicts "
                + Numbers.percent(exactShareOfBaseline(comparison, best)) + ": "
                + (gain.value() == 0 ? "no difference." : verdict + " (" + difference + ").");
    }

    /** Returns how often the baseline of a difference decides as observed. */
    private static double exactShareOfBaseline(Comparison comparison, Difference difference) {
        Metric metric = exactShare(comparison, difference.baseline());
        return metric == null ? Double.NEGATIVE_INFINITY : metric.value(); // an unknown share is never the best
    }

    private static @Nullable Metric exactShare(Comparison comparison, String name) {
        return comparison.metrics().getOrDefault(name, List.of()).stream()
                .filter(metric -> metric.name().equals(EXACT_MATCH))
                .findFirst()
                .orElse(null);
    }

    private String worth(Weight weight) {
        String interval = Numbers.text(weight.low(), weight.standardError()) + " to "
                + Numbers.text(weight.high(), weight.standardError());
        if (weight.low() <= 0 && weight.high() >= 0) {
            return "It is uncertain whether " + words(weight.name()) + " matters (" + interval + " "
                    + words(report.unit()) + ").";
        }
        return "One unit more of " + words(weight.name()) + " counts as much as "
                + Numbers.text(weight.estimate(), weight.standardError()) + " of " + words(report.unit()) + " ("
                + interval + ").";
    }

    /** Returns the name of a feature in words: the product minutes:road=primary becomes "minutes where road = primary". */
    private static String words(String feature) {
        int colon = feature.indexOf(':');
        return colon > 0 && feature.indexOf('=') > colon
                ? feature.substring(0, colon) + " where "
                        + feature.substring(colon + 1).replace(":", " and ").replace("=", " = ")
                : feature;
    }
}
