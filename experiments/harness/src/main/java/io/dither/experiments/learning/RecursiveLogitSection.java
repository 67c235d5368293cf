package io.dither.experiments.learning;

import io.dither.experiments.report.Tables;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.diagnose.RecursiveLogit;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import java.util.List;

/** The recursive logit beside the model. */
final class RecursiveLogitSection {
    private final RecursiveLogit logit;
    private final Html html;

    RecursiveLogitSection(RecursiveLogit logit, Html html) {
        this.logit = logit;
        this.html = html;
    }

    void write() {
        html.element("h2", "Recursive logit");
        Fitted fitted = logit.fitted();
        Metric mean = logit.logLikelihood();
        if (fitted == null || mean == null) {
            html.element("p", "Not fitted: " + logit.reason());
            return;
        }
        html.element(
                "p",
                "A traveller chooses among all walks with probabilities proportional to exp(-cost), with costs in units of"
                        + " epsilon; the likelihood is exact. The log likelihood per held-out path is "
                        + DecisionSections.text(mean) + " (95 % interval "
                        + DecisionSections.interval(mean)
                        + "). Its most likely paths are compared in the tables above.");
        List<String> columns = List.of("weight", "in units of epsilon", "95 % interval", "p");
        List<List<String>> rows = fitted.weights().stream()
                .map(weight -> List.of(
                        weight.name(),
                        Numbers.text(weight.estimate(), weight.standardError()),
                        Numbers.interval(weight.low(), weight.high(), weight.standardError()),
                        Numbers.p(weight.pValue())))
                .toList();
        String title = fitted.examples() + " training examples, " + fitted.status();
        Tables.write(html, title, columns, rows, column -> !column.equals("weight"));
    }
}
