package io.dither.experiments.histories;

import static io.dither.learn.model.PlainText.format;
import static io.dither.learn.model.PlainText.number;

import io.dither.learn.study.Drift;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes drift as text and as JSON. */
final class DriftText {
    private DriftText() {}

    static String text(Drift drift) {
        StringBuilder text = new StringBuilder();
        if (!drift.metricChanges().isEmpty()) {
            text.append(
                            "\nchange from the figures on the examples held out when the model was learnt (95 % intervals):\n")
                    .append(Output.text(drift.metricChanges()));
        }
        if (!drift.weightChanges().isEmpty()) {
            text.append("\nweights learnt from these examples minus those of the model (95 % intervals):\n");
            drift.weightChanges()
                    .forEach(weight -> text.append(format(
                            "%-26s %10s   %s to %s\n",
                            weight.name(), number(weight.estimate()), number(weight.low()), number(weight.high()))));
        }
        if (drift.hasComparisons()) {
            text.append('\n').append(drift.verdict()).append('\n');
        }
        // why weights are not compared; if the figures are not compared either, why drift is not tested
        return text
                + (drift.reasonUntested().isEmpty()
                        ? ""
                        : (drift.hasComparisons() ? "weights are not tested: " : "\ndrift is not tested: ")
                                + drift.reasonUntested() + "\n");
    }

    static Map<String, Object> fields(Drift drift) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("minusHeldOut", Output.fields(drift.metricChanges()));
        fields.put("weightsMinusModel", drift.weightChanges());
        fields.put("significant", drift.significant()); // a list of phrases, such as "the weight of km changed"
        if (drift.hasComparisons()) {
            fields.put("verdict", drift.verdict());
        }
        if (!drift.reasonUntested().isEmpty()) {
            fields.put("weightsNotTested", drift.reasonUntested());
        }
        return fields;
    }
}
