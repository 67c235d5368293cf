package io.dither.experiments.learning;

import io.dither.experiments.report.Tables;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.diagnose.NoiseChoice;
import io.dither.learn.diagnose.NoiseComparison;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Weight;
import java.util.ArrayList;
import java.util.List;

/** Which noise fits. */
final class NoiseSection {
    private final NoiseChoice choice;
    private final String unit;
    private final Html html;

    /** Shows weights against the one of the unit, or against the first if there is none. */
    NoiseSection(NoiseChoice choice, String unit, Html html) {
        this.choice = choice;
        this.unit = unit;
        this.html = html;
    }

    void write() {
        html.element("h2", "Which noise?").element("p", choice.verdict());
        List<String> columns = new ArrayList<>(List.of(
                "noise",
                "status",
                "exact match",
                "squared error of probabilities",
                "chi-square",
                "degrees of freedom",
                "p"));
        List<Weight> weights = choice.comparisons().get(0).fitted().weights();
        boolean ratios = weights.size() > 1 && weights.size() <= 6;
        List<String> names = weights.stream().map(Weight::name).toList();
        int base = Math.max(0, names.indexOf(unit));
        for (int k = 0; ratios && k < names.size(); k++) {
            if (k != base) {
                columns.add(names.get(k) + " / " + names.get(base));
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (NoiseComparison comparison : choice.comparisons()) {
            List<String> row = new ArrayList<>(List.of(
                    comparison.name(),
                    comparison.fitted().status().toString(),
                    withInterval(comparison.exactMatch()),
                    withInterval(comparison.squaredError()),
                    Numbers.text(comparison.moments().statistic()),
                    String.valueOf(comparison.moments().degrees()),
                    Numbers.p(comparison.moments().pValue())));
            List<Weight> lawWeights = comparison.fitted().weights();
            for (int k = 0; ratios && k < lawWeights.size(); k++) {
                if (k != base) {
                    double ratio =
                            lawWeights.get(k).estimate() / lawWeights.get(base).estimate();
                    row.add(Double.isFinite(ratio) ? Numbers.text(ratio) : Numbers.UNKNOWN);
                }
            }
            rows.add(row);
        }
        Tables.write(html, "On held-out examples", columns, rows, column -> columns.indexOf(column) > 1);
        Metric difference = choice.difference();
        html.note(
                "Squared error of probabilities, one-sided minus lognormal, paired: " + withInterval(difference) + ".");
        html.element(
                "p",
                "Both fits make the moments of their features 0 under any noise, so these moments cannot distinguish the noises. The"
                        + " chi-square statistic takes moments that were not fitted: the number of coordinates, squared features,"
                        + " and features times the size of the decision. It allows for the fitted weights. A p below 0.01 rejects"
                        + " the noise. Each noise gives the weights a scale of its own, so only their ratios can be compared.",
                "class",
                "note");
    }

    private static String withInterval(Metric metric) {
        return DecisionSections.text(metric) + " [" + DecisionSections.interval(metric) + "]";
    }
}
