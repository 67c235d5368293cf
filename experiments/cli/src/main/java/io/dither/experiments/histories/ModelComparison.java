package io.dither.experiments.histories;

import static io.dither.learn.model.PlainText.number;

import io.dither.error.Arguments;
import io.dither.experiments.run.TextTable;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Metric.Better;
import io.dither.oracle.Sense;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two models on the same decisions.
 *
 * @param first the name of the first model
 * @param second the name of the second model
 * @param examples the number of decisions
 * @param differences the figures of the first model less those of the second, pair by pair
 */
record ModelComparison(String first, String second, int examples, List<Metric> differences) {
    /** Compares the outcomes of two models. */
    static ModelComparison of(String first, List<Outcome> left, String second, List<Outcome> right) {
        Arguments.require(
                left.size() == right.size(),
                first + " and " + second + " are not comparable: they read " + left.size() + " and " + right.size()
                        + " examples of these data",
                "Maybe one needs a column that the other does not");
        for (int i = 0; i < left.size(); i++) {
            int dimension = left.get(i).observation().oracle().dimension();
            int other = right.get(i).observation().oracle().dimension();
            Arguments.require(
                    dimension == other
                            && left.get(i)
                                    .observation()
                                    .id()
                                    .equals(right.get(i).observation().id()),
                    first + " and " + second + " are not comparable: example '"
                            + left.get(i).observation().id() + "' has " + dimension + " alternatives for one, and "
                            + other
                            + " for the other",
                    "Maybe they were learnt with different oracles");
        }
        List<Metric> differences = new ArrayList<>(Metrics.differences(left, right));
        if (left.stream().allMatch(outcome -> outcome.observation().costs().length > 0)) {
            boolean minimises = left.get(0).observation().oracle().sense() == Sense.MINIMIZE;
            differences.add(Metrics.difference(
                            "true cost",
                            left,
                            right,
                            outcome -> outcome.predicted()
                                    .objective(outcome.observation().costs()))
                    .judgedBy(minimises ? Better.LESS : Better.MORE));
        }
        return new ModelComparison(first, second, left.size(), differences);
    }

    /** Which model is better by a figure, if the interval does not hold 0. */
    private String better(Metric difference) {
        if (!(difference.low() > 0 || difference.high() < 0)) {
            return "no clear difference";
        }
        return (difference.value() > 0) == (difference.better() == Better.MORE) ? first : second;
    }

    /** The log score says most of a model, then the true cost, then exact matches. */
    private Metric leading() {
        return List.of("log score", "true cost", "exact match").stream()
                .flatMap(name -> differences.stream()
                        .filter(difference -> difference.name().equals(name)))
                .findFirst()
                .orElseThrow();
    }

    private String verdict() {
        Metric leading = leading();
        String better = better(leading);
        String by = named(leading) + " per decision (" + number(leading.value()) + ", 95 % interval "
                + number(leading.low()) + " to " + number(leading.high()) + ")";
        return better.equals(first) || better.equals(second)
                ? better + " predicts these decisions better, by " + by
                : "these " + examples + " decisions show no clear difference, by " + by;
    }

    private static String named(Metric metric) {
        return metric.name().equals("log score") ? "log likelihood" : metric.name();
    }

    /** What people read. */
    String text() {
        TextTable table = new TextTable("FIGURE", "DIFFERENCE", "STANDARD ERROR", "LOW", "HIGH", "BETTER");
        differences.forEach(difference -> table.row(
                named(difference),
                number(difference.value()),
                number(difference.standardError()),
                number(difference.low()),
                number(difference.high()),
                better(difference)));
        return first + " less " + second + ", on " + examples
                + " decisions, pair by pair (means per decision, 95 % intervals):\n\n" + table + "\n" + verdict()
                + "\n";
    }

    /** What programs read. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("first", first);
        fields.put("second", second);
        fields.put("examples", examples);
        fields.put("differences", Output.fields(differences));
        fields.put("verdict", verdict());
        return fields;
    }
}
