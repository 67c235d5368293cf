package io.dither.experiments.choice;

import static io.dither.learn.model.PlainText.format;
import static io.dither.learn.model.PlainText.p;

import io.dither.experiments.learning.ResultsView.Judged;
import io.dither.experiments.run.TextTable;
import io.dither.learn.Outcome;
import io.dither.learn.diagnose.LogLikelihood;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Weight;
import io.dither.learn.persons.PersonModel;
import io.dither.noise.Noise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Two models that were fitted to the same choices: log likelihoods, information criteria, and the likelihood-ratio test if one holds the
 * other, or else the test of Vuong (1989).
 *
 * @param first the name of the first model
 * @param left the first model
 * @param second the name of the second model
 * @param right the second model
 */
record FitComparison(String first, Judged left, String second, Judged right) {
    /** The likelihoods of both, or nothing if one has none. BIC counts persons for both if one of them does. */
    private Optional<List<LogLikelihood>> likelihoods() {
        List<LogLikelihood> both = Stream.of(left, right)
                .flatMap(model -> likelihood(model).stream())
                .filter(figures -> figures.parameters() >= 0)
                .toList();
        double units = both.stream().mapToDouble(LogLikelihood::decisions).min().orElse(0);
        return Optional.of(both.stream().map(of -> of.withDecisions(units)).toList())
                .filter(figures -> figures.size() == 2 && choices(left).equals(choices(right)));
    }

    /** The choices of a model with their weights. */
    private static List<String> choices(Judged model) {
        return model.observations().stream()
                .map(choice -> choice.weight() + " " + choice.id())
                .toList();
    }

    private static Optional<LogLikelihood> likelihood(Judged model) {
        return model.persons()
                .map(PersonModel::mixture)
                .map(persons -> LogLikelihood.of(persons, model.observations(), model.names()))
                .orElseGet(() -> LogLikelihood.of(model.fitted(), model.observations(), true, model.names()));
    }

    String text() {
        return likelihoods()
                .map(both -> {
                    TextTable table =
                            new TextTable("fitted to these choices", "log likelihood", "parameters", "AIC", "BIC");
                    row(table, first, both.get(0));
                    row(table, second, both.get(1));
                    return "\n" + table
                            + test(both)
                                    .map(test -> "\n" + test.sentence() + "\n")
                                    .orElse("");
                })
                .orElse("\nlog likelihoods are not compared: one is unknown, or choices or weights differ\n");
    }

    private static void row(TextTable table, String name, LogLikelihood figures) {
        table.row(
                name,
                format("%.3f", figures.model()),
                figures.parameters(),
                format("%.2f", figures.aic()),
                format("%.2f", figures.bic()));
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        likelihoods().ifPresent(both -> {
            fields.put("fits", List.of(both.get(0).named(), both.get(1).named()));
            test(both).ifPresent(test -> fields.put("test", test));
        });
        return fields;
    }

    /**
     * A test of two models.
     *
     * @param name its name
     * @param statistic its statistic
     * @param degreesOfFreedom those of chi-squared; 0 for the normal law
     * @param pValue the probability of a statistic at least as far from 0 if both models were equally good
     * @param sentence the result in words
     */
    record Test(String name, double statistic, int degreesOfFreedom, double pValue, String sentence) {}

    /** Nothing if persons differ: their law is at the edge of its range where they do not. */
    private Optional<Test> test(List<LogLikelihood> both) {
        if (left.persons().isPresent() || right.persons().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                holds(right, left)
                        ? ratio(first, both.get(0), second, both.get(1), right)
                        : holds(left, right) ? ratio(second, both.get(1), first, both.get(0), left) : vuong());
    }

    /** Whether the first model is the second if some of its parameters are 0: the features of both are the same. */
    private static boolean holds(Judged large, Judged small) {
        List<String> ofLarge = names(large);
        List<String> ofSmall = names(small);
        if (ofLarge.size() <= ofSmall.size()
                || !ofLarge.containsAll(ofSmall)
                || !large.fitted().noise().text().equals(small.fitted().noise().text())) {
            return false;
        }
        for (int i = 0; i < small.observations().size(); i++) {
            Features smaller = small.observations().get(i).features();
            Features larger = large.observations().get(i).features();
            for (int k = 0; k < smaller.columns() * smaller.rows(); k++) {
                int row = k / smaller.columns();
                int column = k % smaller.columns();
                int same = ofLarge.indexOf(ofSmall.get(column));
                if (same >= larger.columns() || smaller.get(row, column) != larger.get(row, same)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<String> names(Judged model) {
        return model.fitted().weights().stream().map(Weight::name).toList();
    }

    private static Test ratio(
            String small, LogLikelihood ofSmall, String large, LogLikelihood ofLarge, Judged largeModel) {
        double statistic = Math.max(0, 2 * (ofLarge.model() - ofSmall.model()));
        int degrees = ofLarge.parameters() - ofSmall.parameters();
        double tail = 1 - new ChiSquaredDistribution(null, degrees).cumulativeProbability(statistic);
        boolean arePersons = largeModel.observations().stream()
                .anyMatch(choice -> !choice.cluster().equals(choice.id()));
        return new Test(
                "likelihood ratio",
                statistic,
                degrees,
                tail,
                format(
                                "likelihood ratio of %s over %s: %.3f on %d %s of freedom, p %s",
                                large, small, statistic, degrees, degrees == 1 ? "degree" : "degrees", p(tail))
                        + (arePersons ? ", if the choices of a person were independent" : ""));
    }

    /** The mean difference of the log probabilities of a choice over its standard error, by persons if there are some. */
    private Test vuong() {
        List<Double> differences = differences();
        int n = differences.size();
        double sum = differences.stream().mapToDouble(each -> each).sum();
        double mean = sum / n;
        double squares = differences.stream()
                .mapToDouble(each -> (each - mean) * (each - mean))
                .sum();
        double z = squares > 0 ? sum / Math.sqrt(squares * n / (n - 1.0)) : 0;
        double tail = 2 * Noise.gaussian().cdf(-Math.abs(z));
        return new Test(
                "Vuong",
                z,
                0,
                tail,
                format(
                        "test of Vuong, as neither model holds the other: z = %.2f, p %s, %s",
                        z, p(tail), tail < 0.05 ? (z > 0 ? first : second) + " fits better" : "no clear difference"));
    }

    private List<Double> differences() {
        double[] ofFirst = logProbabilities(left);
        double[] ofSecond = logProbabilities(right);
        Map<String, Double> sums = new LinkedHashMap<>();
        for (int i = 0; i < ofFirst.length; i++) {
            Observation choice = left.observations().get(i);
            sums.merge(choice.cluster(), choice.weight() * (ofFirst[i] - ofSecond[i]), Double::sum);
        }
        return new ArrayList<>(sums.values());
    }

    private static double[] logProbabilities(Judged model) {
        return Outcome.all(model.observations(), model.fitted()).stream()
                .mapToDouble(Outcome::logProbability)
                .toArray();
    }
}
