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

/** Formats a metric of decisions over time, as text and as JSON. */
final class OverTimeText {
    private OverTimeText() {}

    /**
     * Returns a line per part, with its first and last example, and the change from the earlier to the later half. Examples are in the
     * order in which their clusters end, and in the order of the file if these ends are equal.
     */
    static String text(OverTime time, List<Outcome> outcomes) {
        StringBuilder text = new StringBuilder("\n" + time.metric() + " over time:\n");
        List<Metric> metrics = time.metrics(outcomes);
        for (int i = 0; i < metrics.size(); i++) {
            List<Outcome> part = time.parts().get(i);
            Metric metric = metrics.get(i);
            text.append(format(
                    "%-26s %10s   %s to %s\n",
                    firstId(part) + " .. " + lastId(part),
                    number(metric.value()),
                    number(metric.low()),
                    number(metric.high())));
        }
        Metric change = time.change();
        return text + "later half minus earlier half: " + number(change.value()) + " ("
                + interval(change.low(), change.high()) + "): " + time.verdict() + "\n";
    }

    private static String firstId(List<Outcome> part) {
        return part.get(0).observation().id();
    }

    private static String lastId(List<Outcome> part) {
        return part.get(part.size() - 1).observation().id();
    }

    static Map<String, Object> fields(OverTime time, List<Outcome> outcomes) {
        List<Metric> metrics = time.metrics(outcomes);
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            List<Outcome> part = time.parts().get(i);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("from", firstId(part));
            fields.put("to", lastId(part));
            fields.put("examples", part.size());
            fields.put("value", metrics.get(i).value());
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
