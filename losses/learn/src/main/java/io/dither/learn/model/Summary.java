package io.dither.learn.model;

import static io.dither.learn.model.PlainText.format;
import static io.dither.learn.model.PlainText.number;

import java.util.ArrayList;
import java.util.List;

/** Writes a fit as statistical programs do: settings, weights with their tests, and notes. */
final class Summary {
    private static final int WIDTH = 100;
    private static final double CORRELATED = 0.5;

    private final Fitted fitted;
    private final StringBuilder text = new StringBuilder();

    Summary(Fitted fitted) {
        this.fitted = fitted;
    }

    String text() {
        rule("=");
        head();
        rule("=");
        if (fitted.weights().isEmpty()) {
            text.append(fitted);
        } else {
            weights();
        }
        rule("=");
        int number = 0;
        for (String note : notes()) {
            number++;
            text.append('[').append(number).append("] ").append(note).append('\n');
        }
        return text.toString();
    }

    private void rule(String mark) {
        text.append(mark.repeat(WIDTH)).append('\n');
    }

    private void head() {
        FitSettings settings = fitted.settings();
        pair("loss", settings.loss(), "examples", String.valueOf(fitted.examples()));
        if (settings.usesNoise()) {
            pair("noise", fitted.noise().text(), "epsilon", number(fitted.epsilon()));
        }
        pair("status", fitted.status().toString(), "passes", String.valueOf(fitted.evaluations()));
        pair(
                "errors",
                settings.errors().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                "mean loss",
                number(fitted.loss()));
    }

    private void pair(String left, String value, String right, String other) {
        text.append(format("%-10s %37s    %-22s %25s\n", left, value, right, other));
    }

    private void weights() {
        int width = fitted.weights().stream()
                .mapToInt(weight -> weight.name().length())
                .reduce(24, Math::max);
        String form = "%-" + width + "s %12s %12s %9s %9s %14s %14s\n";
        text.append(format(form, "", "estimate", "std. error", "z", "P>|z|", "[0.025", "0.975]"));
        rule("-");
        List<Weight> all = new ArrayList<>(fitted.weights());
        if (!fitted.ofEpsilon().isUnused()) {
            all.add(fitted.ofEpsilon());
        }
        for (Weight weight : all) {
            String row = format(
                    form,
                    weight.name(),
                    WeightTable.estimate(weight),
                    number(weight.standardError()),
                    Double.isNaN(weight.pValue()) ? "-" : format("%.2f", weight.estimate() / weight.standardError()),
                    Double.isNaN(weight.pValue()) ? "-" : format("%.3f", weight.pValue()),
                    number(weight.low()),
                    number(weight.high()));
            text.append(weight.note().isEmpty() ? row : row.stripTrailing() + "  " + weight.note() + "\n");
        }
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!fitted.message().isEmpty()) {
            notes.add(fitted.message());
        }
        if (fitted.specification() != null) {
            notes.add(fitted.specification().toString());
        }
        fitted.correlations(CORRELATED)
                .forEach(pair -> notes.add(format(
                        "the errors of '%s' and '%s' have a correlation of %.2f: what one gains the other %s",
                        pair.first(), pair.second(), pair.value(), pair.value() < 0 ? "loses" : "gains too")));
        boolean unit = fitted.settings().hasUnit();
        if (fitted.settings().usesNoise() && !unit && !fitted.settings().isMoments()) {
            notes.add("weights are in units of the noise: with another law of the noise they have another scale."
                    + " Compare ratios of weights, or fix one at 1");
        }
        return notes;
    }
}
