package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Metric;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static Outcome outcome(String id, double[] features, int chosen, double[] costs) {
        return outcome(Oracles.argmax(features.length), id, features, chosen, costs);
    }

    private static Outcome outcome(LinearOracle oracle, String id, double[] features, int chosen, double[] costs) {
        double[][] rows = new double[features.length][1];
        for (int j = 0; j < rows.length; j++) {
            rows[j][0] = features[j];
        }
        double[] y = new double[features.length];
        y[chosen] = 1;
        Observation one =
                Observation.of(id, Features.of(rows), oracle, Decision.of(y)).withCosts(costs);
        return Outcome.of(
                one,
                new Predictor(
                        SharedLinearModel.of("x"),
                        new double[] {1},
                        new NoiseModel("gaussian", Noise.gaussian(), false, 0),
                        1));
    }

    private static double value(List<Metric> metrics, String name) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** By hand: the model picks 1 where 0 was chosen in the first example, and is right in the second. */
    @Test
    void byHand() {
        List<Outcome> outcomes = List.of(
                outcome("a", new double[] {1, 3}, 0, new double[] {10, 8}),
                outcome("b", new double[] {5, 2}, 0, new double[] {6, 4}));
        List<Metric> metrics = Metrics.of(outcomes);
        assertEquals(0.5, value(metrics, "exact match"));
        assertEquals(1, value(metrics, "Hamming distance"));
        assertEquals(0.5, value(metrics, "coordinate accuracy"));
        assertTrue(metrics.stream().noneMatch(one -> one.name().equals("cost ratio")), "scores have no zero");
        assertEquals(2.0 / 16, value(metrics, "regret (ratio of sums)"), 1e-15);
        assertEquals(0.5 * (2.0 / 10), value(metrics, "regret (mean of ratios)"), 1e-15);
        metrics.forEach(one -> Metrics.requireName(one.name()));
        Metric exact = metrics.get(0);
        assertEquals(0.5, exact.standardError(), 1e-15);
        assertTrue(exact.low() > 0 && exact.high() < 1, "a share is from 0 to 1");
    }

    /** A count of the coordinates that differ from the target does not change the true costs, which the regret needs. */
    @Test
    void countingMismatchesKeepsTheTrueCosts() {
        Outcome decided = outcome("a", new double[] {1, 3}, 0, new double[0]);
        double[] costs = {10, 8};
        Observation example = decided.observation();
        Observation.of(example.id(), example.features(), example.oracle(), Costs.of(costs))
                .mismatches(decided.predicted());
        assertArrayEquals(new double[] {10, 8}, costs);
    }

    /** Both are best for the model; the worse of them is meant. */
    @Test
    void unambiguousRegretTakesTheWorstOfTies() {
        List<Outcome> ties = List.of(
                outcome("a", new double[] {2, 2, 1}, 0, new double[] {10, 7, 0}),
                outcome("b", new double[] {2, 2, 1}, 0, new double[] {7, 10, 0}));
        assertEquals(6.0 / 20, value(Metrics.of(ties), "regret, worst of ties"), 1e-12);
    }

    /** Nearly certain decisions, whose mean is within two of its errors of 0. */
    @Test
    void intervalsOfLogScoresEndAtZero() {
        NoiseModel gumbel = new NoiseModel("gumbel", Noise.gumbel(), false, 0);
        List<Outcome> sure = IntStream.range(0, 3)
                .mapToObj(i -> Outcome.of(
                        Observation.of(
                                "t" + i,
                                Features.of(new double[][] {{5 + 5 * i}, {0}}),
                                Oracles.argmax(2),
                                Decision.of(new double[] {1, 0})),
                        new Predictor(SharedLinearModel.of("x"), new double[] {1}, gumbel, 1)))
                .toList();
        Metric score = Metrics.of(sure).stream()
                .filter(one -> one.name().equals("log score"))
                .findFirst()
                .orElseThrow();
        assertTrue(score.value() + 2 * score.standardError() > 0);
        assertEquals(0, score.high());
    }

    /** The standard error of a mean of 0 and 1 values, with n / (n - 1). */
    @Test
    void intervalsAreOverClusters() {
        Metric plain =
                Metric.ratio("m", new double[] {1, 0, 1, 0}, new double[] {1, 1, 1, 1}, List.of("a", "b", "c", "d"));
        assertEquals(Math.sqrt(0.25 / 3), plain.standardError(), 1e-15);
        Metric pairs =
                Metric.ratio("m", new double[] {1, 0, 1, 0}, new double[] {1, 1, 1, 1}, List.of("a", "b", "a", "b"));
        assertEquals(Math.sqrt(2 * 0.0625 * 2), pairs.standardError(), 1e-15);
        assertTrue(Double.isNaN(Metric.ratio("m", new double[] {1}, new double[] {1}, List.of("a"))
                .standardError()));
    }

    /** A frequency of 2 is each example twice; examples of one cluster depend on each other however many they are. */
    @Test
    void frequenciesAreCopies() {
        List<Observation> once = Choices.of(40, 3, 1, -0.5);
        List<Observation> heavy = once.stream().map(one -> one.withWeight(2)).toList();
        List<Observation> twice = Stream.of("", "again")
                .flatMap(copy -> once.stream()
                        .map(one -> Observation.of(
                                        one.id() + copy, one.features(), one.oracle(), (Decision) one.target())
                                .withCosts(one.costs())))
                .toList();
        Learner learner = Learner.of(SharedLinearModel.of("x", "y")).noise("gumbel");
        Fitted ofTwice = learner.fit(twice);
        Fitted ofHeavy = Learner.of(
                        SharedLinearModel.of("x", "y"),
                        FitSettings.USUAL.with("noise", "gumbel").with("weighting", "FREQUENCY"),
                        PluginCatalogue.discover())
                .fit(heavy);
        List<Metric> expected = Metrics.of(Outcome.all(twice, ofTwice));
        List<Metric> found = Metrics.of(Outcome.all(heavy, ofHeavy));
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < found.size(); i++) {
            assertEquals(expected.get(i).value(), found.get(i).value(), 1e-5);
            assertEquals(expected.get(i).low(), found.get(i).low(), 1e-5, found.toString());
            assertEquals(expected.get(i).high(), found.get(i).high(), 1e-5, found.toString());
        }
        List<Outcome> others = Outcome.all(heavy, ofHeavy.withParameters(new double[] {1, 1}));
        Metric difference =
                Metrics.differences(Outcome.all(heavy, ofHeavy), others).get(1);
        Metric ofAll = Metrics.differences(
                        Outcome.all(twice, ofTwice), Outcome.all(twice, ofTwice.withParameters(new double[] {1, 1})))
                .get(1);
        assertEquals(ofAll.standardError(), difference.standardError(), 1e-5);
        List<Observation> pairs = new ArrayList<>();
        heavy.forEach(one -> pairs.add(one.withCluster("c" + pairs.size() / 2)));
        Metric clustered = Metrics.exactMatch(Outcome.all(pairs, ofHeavy));
        Metric important = Metrics.exactMatch(Outcome.all(pairs, ofTwice));
        assertEquals(important.standardError(), clustered.standardError(), 1e-12);
    }

    @Test
    void differencesArePaired() {
        List<Outcome> outcomes = List.of(
                outcome("a", new double[] {1, 3}, 0, new double[] {10, 8}),
                outcome("b", new double[] {5, 2}, 0, new double[] {6, 4}));
        Metric none = Metrics.difference("exact", outcomes, outcomes, one -> one.isExact() ? 1 : 0);
        assertEquals(0, none.value());
        assertTrue(Double.isNaN(none.standardError()) && Double.isNaN(none.low()) && Double.isNaN(none.pValue()));
    }

    @Test
    void withoutObservedDecisionsThereAreNoDifferences() {
        Observation one =
                outcome("a", new double[] {1, 3}, 0, new double[] {10, 8}).observation();
        Observation ofCosts =
                new Observation(one.id(), one.features(), one.oracle(), Costs.of(one.costs()), one.attributes());
        Predictor predictor = new Predictor(
                SharedLinearModel.of("x"), new double[] {1}, new NoiseModel("gaussian", Noise.gaussian(), false, 0), 1);
        List<Outcome> outcomes = List.of(Outcome.of(ofCosts, predictor));
        assertEquals(List.of(), Metrics.differences(outcomes, outcomes));
    }

    private static List<Outcome> choosing(double[][] features, double... chosen) {
        return IntStream.range(0, chosen.length)
                .mapToObj(i -> outcome(
                        Oracles.points(Sense.MINIMIZE, List.of(new double[] {1, 0}, new double[] {0, 1})),
                        "e" + i,
                        features[i],
                        (int) chosen[i],
                        new double[0]))
                .toList();
    }

    /** Observed costs divided by predicted ones are 5 / 4 of one model, 5 / 3 of the other. */
    @Test
    void aRatioIsBetterTheCloserItIsToOne() {
        Metric good = Metrics.named(choosing(new double[][] {{3, 4}, {4, 1}}, 1, 1), "cost ratio");
        Metric bad = Metrics.named(choosing(new double[][] {{3, 1}, {2, 6}}, 0, 0), "cost ratio");
        assertEquals(5 / 4.0, good.value(), 1e-15);
        assertEquals(5 / 3.0, bad.value(), 1e-15);
        assertTrue(good.isBetterThan(bad) && !bad.isBetterThan(good));
        List<Tuning.Result> results = List.of(
                new Tuning.Result(FitSettings.USUAL, bad), new Tuning.Result(FitSettings.USUAL.with("l2", 1.0), good));
        Tuning.Table table = new Tuning.Table(
                results, settings -> Learner.of(SharedLinearModel.of("a")).with(settings));
        assertEquals(good, table.best().metric());
        List<String> lines = table.toString().lines().toList();
        assertTrue(lines.get(0).contains("cost ratio") && lines.get(1).contains("the usual settings"), lines.get(0));
        assertTrue(lines.get(2).startsWith("* l2 = 1.0") && lines.get(2).contains("1.25"), lines.get(2));
        // costs of decisions that cost 1.2 and 1.5 of the best
        Metric closer = Metric.of("cost ratio", Interval.of(1.2, 0.1), 9).withBetter(Metric.Better.CLOSER_TO_ONE);
        Metric farther = Metric.of("cost ratio", Interval.of(1.5, 0.1), 9).withBetter(Metric.Better.CLOSER_TO_ONE);
        assertTrue(closer.isBetterThan(farther) && !farther.isBetterThan(closer));
        Metric unknown = Metric.of("cost ratio", Interval.of(Double.NaN, 0.1), 9);
        assertTrue(farther.isBetterThan(unknown) && !unknown.isBetterThan(farther));
    }

    @Test
    void costsOfBothSignsHaveNoRatio() {
        List<Outcome> both = choosing(new double[][] {{3, 2}, {-4, -1}}, 1, 0);
        assertTrue(Metrics.of(both).stream().noneMatch(one -> one.name().equals("cost ratio")));
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> Metrics.named(both, "cost ratio"));
        assertTrue(refused.getMessage().contains("of one sign"), refused.getMessage());
        assertEquals(
                4 / 5.0,
                Metrics.named(choosing(new double[][] {{-2, -1}, {-3, -1}}, 1, 0), "cost ratio")
                        .value());
    }
}
