package io.dither.experiments.histories;

import static io.dither.learn.model.PlainText.number;

import io.dither.error.Arguments;
import io.dither.experiments.run.TextTable;
import io.dither.learn.diagnose.LikelihoodComparison;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Metric.Better;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two models on the same decisions.
 *
 * @param first the name of the first model
 * @param second the name of the second model
 * @param examples the number of decisions
 * @param differences the figures of the first model minus the figures of the second model, pair by pair
 * @param fits the comparison of log likelihoods, if both models were fitted to these decisions
 */
record ModelComparison(
        String first, String second, int examples, List<Metric> differences, Optional<LikelihoodText> fits) {
    /** The names of figures that are better if they are higher. */
    private static final Set<String> HIGHER_IS_BETTER =
            Set.of(DecisionFigures.EXACT_MATCH, DecisionFigures.LOG_SCORE, DecisionFigures.TRUE_SCORE);
    /** All figures by how much they say about models: log score, then true cost, then match with observed decisions. */
    private static final List<String> MOST_TELLING_FIRST = List.of(
            DecisionFigures.LOG_SCORE,
            DecisionFigures.TRUE_COST,
            DecisionFigures.TRUE_SCORE,
            DecisionFigures.EXACT_MATCH,
            DecisionFigures.HAMMING_DISTANCE);

    /** Compares the figures of two models. */
    static ModelComparison of(
            String first, List<DecisionFigures> firstFigures, String second, List<DecisionFigures> secondFigures) {
        Arguments.require(
                firstFigures.size() == secondFigures.size(),
                first + " and " + second + " are not comparable: they have decided " + firstFigures.size() + " and "
                        + secondFigures.size() + " examples",
                "Maybe one needs a column that the other does not, or another --holdout");
        for (int i = 0; i < firstFigures.size(); i++) {
            String id = firstFigures.get(i).id();
            Arguments.require(
                    id.equals(secondFigures.get(i).id()),
                    first + " and " + second + " are not comparable: decision " + (i + 1) + " is that of example '" + id
                            + "' for one, and of '" + secondFigures.get(i).id() + "' for the other",
                    "Maybe other examples were held out, by another --holdout, --seed or --time. Give decisions by --data");
            Arguments.require(
                    firstFigures.get(i).dimension() == secondFigures.get(i).dimension(),
                    first + " and " + second + " are not comparable: example '" + id + "' has "
                            + firstFigures.get(i).dimension() + " alternatives for one, and "
                            + secondFigures.get(i).dimension() + " for the other",
                    "Maybe they were learnt with different oracles");
        }
        List<Metric> differences = new ArrayList<>();
        for (String name : firstFigures.get(0).figures().keySet()) {
            if (Stream.of(firstFigures, secondFigures)
                    .allMatch(decisions -> decisions.stream()
                            .allMatch(decision -> decision.figures().containsKey(name)))) {
                differences.add(difference(name, firstFigures, secondFigures));
            }
        }
        Arguments.require(
                !differences.isEmpty(),
                first + " and " + second + " are not comparable: no figure is known for all their decisions",
                "Give decisions by --data");
        return new ModelComparison(first, second, firstFigures.size(), differences, Optional.empty());
    }

    /** Returns this comparison with the log likelihoods of the two models, which were fitted to these decisions. */
    ModelComparison with(Optional<LikelihoodComparison> likelihoods) {
        return new ModelComparison(
                first, second, examples, differences, Optional.of(new LikelihoodText(first, second, likelihoods)));
    }

    private static Metric difference(
            String name, List<DecisionFigures> firstFigures, List<DecisionFigures> secondFigures) {
        double[] differences = new double[firstFigures.size()];
        Arrays.setAll(differences, i -> figure(name, firstFigures.get(i)) - figure(name, secondFigures.get(i)));
        double[] weights =
                firstFigures.stream().mapToDouble(DecisionFigures::weight).toArray();
        double[] copies =
                firstFigures.stream().mapToDouble(DecisionFigures::copies).toArray();
        List<String> clusters =
                firstFigures.stream().map(DecisionFigures::cluster).toList();
        Metric metric = Metric.mean(name, differences, weights, clusters, copies);
        return HIGHER_IS_BETTER.contains(name) ? metric.withBetter(Better.HIGHER) : metric;
    }

    private static double figure(String name, DecisionFigures decision) {
        return decision.figures().getOrDefault(name, Double.NaN);
    }

    /** Returns the model that is better by a figure, if the interval of the difference excludes 0. */
    private Optional<String> betterModel(Metric difference) {
        if (!(difference.low() > 0 || difference.high() < 0)) { // also true if the interval is unknown: NaN
            return Optional.empty();
        }
        return Optional.of((difference.value() > 0) == (difference.better() == Better.HIGHER) ? first : second);
    }

    /** Returns the differences, the most telling figure first. */
    private List<Metric> ranked() {
        return differences.stream()
                .sorted(Comparator.comparingInt(difference -> MOST_TELLING_FIRST.indexOf(difference.name())))
                .toList();
    }

    /**
     * Names the model that is better by the most telling figure with a clear difference, and the first figure that clearly contradicts it, if
     * there is one.
     */
    private String verdict() {
        Metric leading = ranked().get(0);
        String winner = "";
        for (Metric difference : ranked()) {
            String better = betterModel(difference).orElse("");
            if (winner.isEmpty() && !better.isEmpty()) {
                leading = difference;
                winner = better;
            } else if (!better.isEmpty() && !better.equals(winner)) {
                return winner + " is better by " + text(leading) + ", but " + better + " by " + text(difference);
            }
        }
        // means of 0 without a standard error (NaN): no pair differs, or the differences of each cluster add up to 0
        if (differences.stream().allMatch(difference -> difference.value() == 0 && !(difference.standardError() > 0))) {
            return "both predict these " + examples + " decisions equally well, by every figure";
        }
        return winner.isEmpty()
                ? "these " + examples + " decisions show no clear difference, by " + text(leading)
                : winner + " predicts these decisions better, by " + text(leading);
    }

    private static String text(Metric difference) {
        String interval = Double.isNaN(difference.low())
                ? ""
                : ", 95 % interval " + number(difference.low()) + " to " + number(difference.high());
        return displayName(difference) + " per decision (" + number(difference.value()) + interval + ")";
    }

    private static String displayName(Metric metric) {
        return metric.name().equals(DecisionFigures.LOG_SCORE) ? "log likelihood" : metric.name();
    }

    /** Returns the lines for the console. */
    String text() {
        TextTable table = new TextTable("FIGURE", "DIFFERENCE", "STANDARD ERROR", "LOW", "HIGH", "BETTER");
        differences.forEach(difference -> table.row(
                displayName(difference),
                number(difference.value()),
                number(difference.standardError()),
                number(difference.low()),
                number(difference.high()),
                betterModel(difference).orElse("no clear difference")));
        return first + " minus " + second + ", on " + examples
                + " decisions, pair by pair (means per decision, 95 % intervals):\n\n" + table + "\n" + verdict()
                + "\n" + fits.map(LikelihoodText::text).orElse("");
    }

    /** Returns the fields of the JSON output. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("first", first);
        fields.put("second", second);
        fields.put("examples", examples);
        fields.put("differences", Output.fields(differences));
        fields.put("verdict", verdict());
        fits.ifPresent(likelihoods -> fields.putAll(likelihoods.fields()));
        return fields;
    }
}
