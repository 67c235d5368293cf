package io.dither.experiments.histories;

import static io.dither.learn.model.PlainText.format;
import static io.dither.learn.model.PlainText.p;

import io.dither.experiments.run.TextTable;
import io.dither.learn.diagnose.LikelihoodComparison;
import io.dither.learn.diagnose.LikelihoodComparison.Kind;
import io.dither.learn.diagnose.LikelihoodComparison.Test;
import io.dither.learn.diagnose.LogLikelihood;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Formats the log likelihoods of two models that were fitted to the same decisions, as text and as JSON.
 *
 * @param first the name of the first model
 * @param second the name of the second model
 * @param comparison the log likelihoods; empty if they cannot be compared
 */
record LikelihoodText(String first, String second, Optional<LikelihoodComparison> comparison) {
    String text() {
        return comparison
                .map(both -> {
                    TextTable table =
                            new TextTable("fitted to these decisions", "log likelihood", "parameters", "AIC", "BIC");
                    addRow(table, first, both.first());
                    addRow(table, second, both.second());
                    return "\n" + table
                            + both.test()
                                    .map(test -> "\n" + sentence(test, both) + "\n")
                                    .orElse("");
                })
                .orElse(
                        "\nlog likelihoods are not compared: one is unknown or not maximised, or weights of decisions differ\n");
    }

    private static void addRow(TextTable table, String name, LogLikelihood figures) {
        table.row(
                name,
                format("%.3f", figures.logLikelihood()),
                figures.parameters(),
                format("%.2f", figures.aic()),
                format("%.2f", figures.bic()));
    }

    private String sentence(Test test, LikelihoodComparison both) {
        double statistic = test.statistic();
        int degrees = test.degreesOfFreedom();
        return test.kind() == Kind.VUONG
                ? format(
                        "test of Vuong, as neither model is the other with more parameters: z = %.2f, p %s, %s",
                        statistic,
                        p(test.pValue()),
                        test.pValue() < 0.05
                                ? (statistic > 0 ? first : second) + " fits better"
                                : "no clear difference")
                : format(
                                "likelihood ratio of %s over %s: %.3f on %d %s of freedom, p %s",
                                both.hasFirstMoreParameters() ? first : second,
                                both.hasFirstMoreParameters() ? second : first,
                                statistic,
                                degrees,
                                degrees == 1 ? "degree" : "degrees",
                                p(test.pValue()))
                        + (test.assumesIndependence() ? ", if the choices of a person were independent" : "");
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        comparison.ifPresent(both -> {
            fields.put("fits", List.of(both.first().byName(), both.second().byName()));
            both.test().ifPresent(test -> fields.put("test", fields(test, both)));
        });
        return fields;
    }

    private Map<String, Object> fields(Test test, LikelihoodComparison both) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", test.kind().toString());
        fields.put("statistic", test.statistic());
        fields.put("degreesOfFreedom", test.degreesOfFreedom());
        fields.put("pValue", test.pValue());
        fields.put("sentence", sentence(test, both));
        return fields;
    }
}
