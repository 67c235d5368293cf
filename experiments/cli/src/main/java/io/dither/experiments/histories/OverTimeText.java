package io.dither.experiments.histories;

import static io.dither.learn.model.PlainText.format;
import static io.dither.learn.model.PlainText.interval;
import static io.dither.learn.model.PlainText.number;

import io.dither.learn.Outcome;
import io.dither.learn.model.Metric;
import io.dither.learn.study.OverTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A metric of decisions over time, for people and for scripts. */
final class OverTimeText {
    private OverTimeText() {}

    /** Returns a line per part, with the metric of another model if there is one. */
    static String text(OverTime time, List<Outcome> outcomes, List<Outcome> others) {
        StringBuilder text = new StringBuilder("\n" + time.metric() + " over time"
                + (others.isEmpty() ? "" : ", and that of the other model") + ":\n");
        List<Metric> metrics = time.metrics(outcomes);
        List<Metric> ofOthers = others.isEmpty() ? List.of() : time.metrics(others);
        for (int i = 0; i < metrics.size(); i++) {
            List<Outcome> part = time.parts().get(i);
            Metric metric = metrics.get(i);
            text.append(format(
                    "%-26s %10s   %s to %s",
                    first(part) + " .. " + last(part),
                    number(metric.value()),
                    number(metric.low()),
                    number(metric.high())));
            if (!others.isEmpty()) {
                text.append(format(" %10s", number(ofOthers.get(i).value())));
            }
            text.append('\n');
        }
        Metric change = time.change();
        return text + "later half minus earlier half: " + number(change.value()) + " ("
                + interval(change.low(), change.high()) + "): " + time.verdict() + "\n";
    }

    private static String first(List<Outcome> part) {
        return part.get(0).observation().id();
    }

    private static String last(List<Outcome> part) {
        return part.get(part.size() - 1).observation().id();
    }

    static Map<String, Object> fields(OverTime time, List<Outcome> outcomes, List<Outcome> others) {
        List<Metric> metrics = time.metrics(outcomes);
        List<Metric> ofOthers = others.isEmpty() ? List.of() : time.metrics(others);
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            List<Outcome> part = time.parts().get(i);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("from", first(part));
            fields.put("to", last(part));
            fields.put("examples", part.size());
            fields.put("value", metrics.get(i).value());
            if (!others.isEmpty()) {
                fields.put("other", ofOthers.get(i).value());
            }
            parts.add(fields);
        }
        Metric change = time.change();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("metric", time.metric());
        fields.put("parts", parts);
        fields.put("change", change.interval());
        fields.put("pValue", change.pValue());
        fields.put("verdict", time.verdict().toString());
        return fields;
    }
}
