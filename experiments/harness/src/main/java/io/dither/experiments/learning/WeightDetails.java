package io.dither.experiments.learning;

import io.dither.experiments.report.Tables;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Correlation;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Specification;
import java.util.List;

/** What stands below the weights of a page: whether one set of weights fits all, and which errors go together. */
record WeightDetails(Html html) {
    private static final double CORRELATED = 0.5;

    void write(Fitted fitted) {
        if (fitted.specification() != null) {
            specification(fitted.specification());
        }
        correlations(fitted.correlations(CORRELATED));
    }

    private void correlations(List<Correlation> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        List<List<String>> rows = pairs.stream()
                .limit(ForestPlot.MOST)
                .map(one -> List.of(
                        one.first() + " and " + one.second(),
                        Numbers.text(one.value(), 0.1),
                        one.value() < 0
                                ? "if one weight is higher than told, the other is lower: the data hardly tell them apart"
                                : "if one weight is higher than told, so is the other"))
                .toList();
        Tables.write(
                html,
                "Weights whose errors go together",
                List.of("weights", "correlation of their errors", "what it means"),
                rows,
                column -> column.startsWith("correlation"));
    }

    private void specification(Specification test) {
        html.element("h3", "One set of weights for all?").element("p", LearningPage.sentence(test.toString()));
        test.differences().stream()
                .filter(one -> test.different().contains(one.name()))
                .forEach(one -> html.element(
                        "p",
                        one.name() + ": " + Numbers.text(one.estimate(), one.standardError()) + " ("
                                + Numbers.text(one.low(), one.standardError()) + " to "
                                + Numbers.text(one.high(), one.standardError())
                                + ") more for large decisions than for small ones"));
    }
}
