package io.dither.experiments.histories;

import static io.dither.learn.model.PlainText.number;

import io.dither.error.Arguments;
import io.dither.experiments.run.TextTable;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Metric.Better;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two models on the same decisions.
 *
 * @param first the name of the first model
 * @param second the name of the second model
 * @param examples the number of decisions
 * @param differences the figures of the first model minus those of the second, pair by pair
 */
record ModelComparison(String first, String second, int examples, List<Metric> differences) {
    /** Figures that are better if they are higher. */
    private static final Set<String> HIGHER =
            Set.of(DecisionFigures.EXACT_MATCH, DecisionFigures.LOG_SCORE, DecisionFigures.TRUE_SCORE);

    /** Compares the figures of two models. */
    static ModelComparison of(String first, List<DecisionFigures> left, String second, List<DecisionFigures> right) {
        Arguments.require(
                left.size() == right.size(),
                first + " and " + second + " are not comparable: they have decided " + left.size() + " and "
                        + right.size() + " examples",
                "Maybe one needs a column that the other does not, or another --holdout");
        for (int i = 0; i < left.size(); i++) {
            String id = left.get(i).id();
            Arguments.require(
                    id.equals(right.get(i).id()),
                    first + " and " + second + " are not comparable: decision " + (i + 1) + " is that of example '" + id
                            + "' for one, and of '" + right.get(i).id() + "' for the other",
                    "Maybe other examples were held out, by another --holdout, --seed or --time. Give decisions by --data");
            Arguments.require(
                    left.get(i).alternatives() == right.get(i).alternatives(),
                    first + " and " + second + " are not comparable: example '" + id + "' has "
                            + left.get(i).alternatives() + " alternatives for one, and "
                            + right.get(i).alternatives() + " for the other",
                    "Maybe they were learnt with different oracles");
        }
        List<Metric> differences = new ArrayList<>();
        for (String name : left.get(0).figures().keySet()) {
            if (Stream.of(left, right)
                    .allMatch(lines ->
                            lines.stream().allMatch(line -> line.figures().containsKey(name)))) {
                differences.add(difference(name, left, right));
            }
        }
        return new ModelComparison(first, second, left.size(), differences);
    }

    private static Metric difference(String name, List<DecisionFigures> left, List<DecisionFigures> right) {
        double[] weights = new double[left.size()];
        double[] differences = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = left.get(i).weight();
            double first = left.get(i).figures().getOrDefault(name, Double.NaN);
            double second = right.get(i).figures().getOrDefault(name, Double.NaN);
            differences[i] = weights[i] * (first - second);
        }
        List<String> clusters = left.stream().map(DecisionFigures::group).toList();
        double[] copies = left.stream().mapToDouble(DecisionFigures::copies).toArray();
        Metric metric = Metric.ratio(name, differences, weights, clusters, copies);
        return HIGHER.contains(name) ? metric.judgedBy(Better.MORE) : metric;
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
        return Stream.of(
                        DecisionFigures.LOG_SCORE,
                        DecisionFigures.TRUE_COST,
                        DecisionFigures.TRUE_SCORE,
                        DecisionFigures.EXACT_MATCH)
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
        return metric.name().equals(DecisionFigures.LOG_SCORE) ? "log likelihood" : metric.name();
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
        return first + " minus " + second + ", on " + examples
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
