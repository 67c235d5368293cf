package io.dither.experiments.learning;

import io.dither.experiments.report.Tables;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Correlation;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Specification;
import java.util.List;

/** The part below the weights of a page: whether one set of weights fits all decisions, and which estimates are correlated. */
record WeightDetails(Html html) {
    /** The least size of a correlation that is shown. */
    private static final double CORRELATED = 0.5;

    void write(Fitted fitted) {
        if (fitted.specification() != null) {
            writeSpecification(fitted.specification());
        }
        writeCorrelations(fitted.correlations(CORRELATED));
    }

    private void writeCorrelations(List<Correlation> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        List<List<String>> rows = pairs.stream()
                .limit(ForestPlot.MOST_WEIGHTS)
                .map(pair -> List.of(
                        pair.first() + " and " + pair.second(),
                        Numbers.text(pair.value(), 0.1), // two decimals
                        pair.value() < 0
                                ? "if one is estimated too high, the other is too low: the data hardly distinguish them"
                                : "if one is estimated too high, so is the other"))
                .toList();
        Tables.write(
                html,
                "Correlated estimates",
                List.of("weights", "correlation", "meaning"),
                rows,
                column -> column.equals("correlation"));
    }

    /**
     * Writes the result of the test, and the weights that differ significantly between large decisions and small ones. A decision is large if
     * its expected cost or score is above the median.
     */
    private void writeSpecification(Specification test) {
        html.element("h3", "One set of weights for all?").element("p", LearningPage.sentence(test.toString()));
        // different() has the names of the differences that are significant
        test.differences().stream()
                .filter(difference -> test.different().contains(difference.name()))
                .forEach(difference -> html.element(
                        "p",
                        difference.name() + ": " + Numbers.text(difference.estimate(), difference.standardError())
                                + " ("
                                + Numbers.text(difference.low(), difference.standardError()) + " to "
                                + Numbers.text(difference.high(), difference.standardError())
                                + ") more for large decisions than for small ones"));
    }
}
