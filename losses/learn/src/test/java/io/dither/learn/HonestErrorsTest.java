package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.learn.internal.search.FitErrors;
import io.dither.learn.internal.search.Inference;
import io.dither.learn.internal.search.Meat;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Intervals stand where they hold, and nowhere else. */
class HonestErrorsTest {
    private static final DoubleUnaryOperator AS_IT_IS = x -> x;
    private static final LinearOracle SAMPLED =
            OracleRegistry.discover().create("assignment:rows=1,cols=2,sense=maximize");

    /** Choices of 2 or 3 by link(known + w . x) + epsilon times noise. */
    private static List<Observation> choices(
            int count, int options, Noise noise, double epsilon, boolean known, DoubleUnaryOperator link, double... w) {
        KeyedRandom random = new KeyedRandom(11);
        List<Observation> all = new ArrayList<>();
        double[] z = new double[1];
        for (int i = 0; i < count; i++) {
            double[][] rows = new double[options][w.length];
            double[] offsets = new double[options];
            double[] utility = new double[options];
            for (int j = 0; j < options; j++) {
                double[] row = rows[j];
                Arrays.setAll(row, k -> random.nextGaussian());
                offsets[j] = known ? random.nextGaussian() : 0;
                noise.sample(random, z);
                utility[j] = link.applyAsDouble(offsets[j] + Vectors.dot(w, row)) + epsilon * z[0];
            }
            Features features = known ? Features.of(rows).withOffsets(offsets) : Features.of(rows);
            LinearOracle oracle = Oracles.argmax(options);
            all.add(Observation.of("c" + i, features, oracle, Decision.of(oracle.solve(utility))));
        }
        return all;
    }

    private static List<Observation> plain(int count) {
        return choices(count, 2, Noise.gumbel(), 1, false, AS_IT_IS, 1, -0.5);
    }

    private static List<Observation> each(List<Observation> some, UnaryOperator<Observation> change) {
        return some.stream().map(change).toList();
    }

    private static Learner learner() {
        return Learner.of(SharedLinearModel.of("a", "b")).noise("gumbel");
    }

    private static void assertNear(double truth, Weight weight) {
        assertNear(truth, weight.estimate(), weight.standardError());
    }

    private static void assertNear(double truth, double estimate, double error) {
        assertTrue(Math.abs(estimate - truth) < 4 * error, estimate + " +- " + error + " is not near " + truth);
    }

    private static void assertNone(String note, Fitted fitted) {
        for (Weight one : fitted.weights()) {
            assertTrue(Double.isNaN(one.standardError()) && Double.isNaN(one.low()), fitted.toString());
            assertEquals(note, one.note());
        }
    }

    @Test
    void sampledFitsOfPredictableDecisionsHaveTheErrorsOfExactOnes() {
        List<Observation> exact = choices(400, 2, Noise.gaussian(), 1, false, AS_IT_IS, 4, -2);
        List<Observation> sampled =
                each(exact, one -> Observation.of(one.id(), one.features(), SAMPLED, (Decision) one.target()));
        Learner learner = Learner.of(SharedLinearModel.of("a", "b")).noise("gaussian");
        Fitted right = learner.fit(exact);
        Fitted fitted = learner.fit(sampled);
        for (int k = 0; k < 2; k++) {
            double error = right.weights().get(k).standardError();
            assertEquals(error, fitted.weights().get(k).standardError(), 0.15 * error);
        }
    }

    @Test
    void fewClustersAreTold() {
        List<Observation> rows = plain(300);
        Fitted one = learner().fit(each(rows, row -> row.withCluster("all")));
        assertNone("not measured", one);
        assertTrue(one.message().contains("only 1 cluster, too few"), one.message());
        Fitted eight = learner()
                .fit(each(
                        rows,
                        row -> row.withCluster("g" + Math.floorMod(row.id().hashCode(), 8))));
        Weight weight = eight.weights().get(0);
        double quantile = 2.364624; // of Student's t with 7 degrees of freedom
        assertEquals(quantile, (weight.high() - weight.estimate()) / weight.standardError(), 1e-5);
        assertTrue(eight.message().contains("only 8 clusters: each was left out"), eight.message());
        assertEquals("", learner().fit(rows).message());
    }

    @Test
    void errorsByTheModelAreNotLeftOutInTurn() {
        Learner model = learner().errors(FitSettings.Errors.MODEL);
        assertEquals(
                "standard errors are computed from only 15 examples",
                model.fit(plain(15)).message());
        List<Observation> clustered = each(
                plain(300), row -> row.withCluster("g" + Math.floorMod(row.id().hashCode(), 8)));
        // these errors do not use clusters
        assertEquals("", model.fit(clustered).message());
        Fitted together = model.fit(each(plain(300), row -> row.withCluster("all")));
        assertTrue(together.weights().get(0).standardError() > 0, together.toString());
    }

    @Test
    void fewerClustersThanUnknownsAreTold() {
        List<Observation> rows = choices(500, 2, Noise.gumbel(), 1, false, AS_IT_IS, new double[30]);
        String[] names = IntStream.range(0, 30).mapToObj(k -> "f" + k).toArray(String[]::new);
        Fitted fitted = Learner.of(SharedLinearModel.of(names))
                .noise("gumbel")
                .fit(each(
                        rows,
                        row -> row.withCluster("g" + Math.floorMod(row.id().hashCode(), 25))));
        assertTrue(fitted.message().contains("only 25 clusters, too few for 30 unknowns"), fitted.message());
    }

    @Test
    void fewExamplesDoNotHideThatErrorsCouldNotBeMeasured() {
        List<double[]> equations = List.of(new double[] {1}, new double[] {-2}, new double[] {1});
        long[] clusters = {1, 2, 3};
        double[] weights = {1, 1, 1};
        Meat meat = Meat.of(equations, equations, clusters, weights, FitSettings.Weighting.IMPORTANCE);
        Inference unmeasured = Inference.of(meat, basis -> null, 0);
        String warning = FitErrors.of(unmeasured, new int[] {0}, meat, "").warning();
        assertTrue(warning.startsWith("the errors could not be measured"), warning);
    }

    @Test
    void fewExamplesOrClustersAreLeftOutInTurn() {
        List<Observation> rows = plain(100);
        List<Observation> clustered = each(
                plain(300), row -> row.withCluster("g" + Math.floorMod(row.id().hashCode(), 6)));
        for (List<Observation> some : List.of(rows, clustered)) {
            Fitted refits = learner().with("errors", "JACKKNIFE").fit(some);
            Fitted once = learner().fit(some);
            for (int k = 0; k < 2; k++) {
                double error = refits.weights().get(k).standardError();
                assertEquals(error, once.weights().get(k).standardError(), 0.07 * error);
            }
        }
    }

    @Test
    void theIntervalOfEpsilonIsEvenInItsLogarithm() {
        Weight epsilon = learner()
                .with("epsilon", FitSettings.LEARN)
                .fit(choices(40, 3, Noise.gumbel(), 0.5, true, AS_IT_IS, 1, -0.5))
                .epsilonWeight();
        assertTrue(epsilon.low() > 0 && epsilon.low() < 0.5 && 0.5 < epsilon.high(), epsilon.toString());
        assertEquals(epsilon.estimate() / epsilon.low(), epsilon.high() / epsilon.estimate(), 1e-12);
    }

    @Test
    void weightsInAUnitThatIsBadlyKnownHaveIntervalsOfRatios() {
        Learner inUnit = learner().with("epsilon", FitSettings.LEARN).fix("b", 0.2);
        Weight ratio = inUnit.fit(choices(1000, 2, Noise.gumbel(), 1, false, AS_IT_IS, 1, 0.2))
                .weight("a");
        assertTrue(ratio.low() < 1 && 1 < ratio.high(), ratio.toString());
        assertTrue(ratio.high() - ratio.estimate() > 1.2 * (ratio.estimate() - ratio.low()), ratio.toString());
        Weight none = inUnit.fit(choices(30, 2, Noise.gumbel(), 1, false, AS_IT_IS, 1, 0.2))
                .weight("a");
        assertEquals("the unit is not significantly different from 0", none.note());
    }

    @Test
    void weightsWithoutEndAreNamed() {
        List<Observation> all = new ArrayList<>();
        KeyedRandom random = new KeyedRandom(3);
        while (all.size() < 100) { // the second option is never taken if it has b
            double[][] rows = {{random.nextGaussian(), 0}, {random.nextGaussian(), all.size() % 3 == 0 ? 1 : 0}};
            boolean first = rows[1][1] > 0 || rows[0][0] - rows[1][0] + random.nextGaussian() > 0;
            double[] y = first ? new double[] {1, 0} : new double[] {0, 1};
            all.add(Observation.of("c" + all.size(), Features.of(rows), Oracles.argmax(2), Decision.of(y)));
        }
        List<Observation> sampled =
                each(all, one -> Observation.of(one.id(), one.features(), SAMPLED, (Decision) one.target()));
        for (List<Observation> some : List.of(all, sampled)) {
            for (Learner one : List.of(learner(), learner().withoutIntervals())) {
                Fitted fitted = one.fit(some);
                assertEquals(Fitted.Status.UNIDENTIFIED, fitted.status(), fitted.toString());
                assertTrue(fitted.message().contains("'b' separates the decisions"), fitted.message());
                assertEquals(WeightStatus.NO_FINITE_ESTIMATE, fitted.weight("b").status());
                assertEquals(List.of("b"), fitted.unidentified());
            }
        }
        assertEquals(Fitted.Status.CONVERGED, learner().with("l2", 0.1).fit(all).status());
    }

    @Test
    void errorsDoNotDependOnTheScaleOfImportanceAndFallWithFrequency() {
        List<Observation> exact = plain(200);
        List<Observation> sampled =
                each(exact, one -> Observation.of(one.id(), one.features(), SAMPLED, (Decision) one.target()));
        for (List<Observation> rows : List.of(exact, sampled)) {
            double right = learner().fit(rows).weights().get(0).standardError();
            for (double scale : new double[] {1e-6, 50, 1e6}) {
                List<Observation> weighted = each(rows, row -> row.withWeight(scale));
                double error = learner().fit(weighted).weights().get(0).standardError();
                assertEquals(right, error, 0.02 * right, "weights of " + scale);
                if (scale > 1) {
                    Learner counts = learner().with("weighting", "FREQUENCY");
                    double less = counts.fit(weighted).weights().get(0).standardError();
                    double simulated = rows == exact ? 0 : 1.0 / 20; // which the rows that one stands for share
                    double share = (1 / scale + simulated) / (1 + simulated);
                    double tolerance = rows == exact ? 0.02 : 0.1; // the share of simulation is measured
                    assertEquals(right * Math.sqrt(share), less, tolerance * less, "counts of " + scale);
                }
            }
        }
    }

    @Test
    void aKnownPartOrALinkFixesTheScaleOfEpsilon() {
        List<Observation> offsets = choices(500, 3, Noise.gumbel(), 0.5, true, AS_IT_IS, 1, 2);
        Fitted fixed = learner().fix("a", 1).learnEpsilon().fit(offsets);
        assertNear(2, fixed.weight("b"));
        assertNear(0.5, fixed.epsilon(), fixed.epsilonError());
        Fitted free = learner().fit(offsets);
        assertNear(1, free.weight("a"));
        assertNear(2, free.weight("b"));
        assertNear(0.5, free.epsilon(), free.epsilonError());
        List<Observation> linked = choices(500, 3, Noise.gumbel(), 0.5, false, Math::exp, 1, 0.5);
        Fitted exp = Learner.of(SharedLinearModel.of(List.of("a", "b"), Link.EXP))
                .noise("gumbel")
                .fix("a", 1)
                .learnEpsilon()
                .fit(linked);
        assertNear(0.5, exp.weight("b"));
        assertNear(0.5, exp.epsilon(), exp.epsilonError());
    }

    @Test
    void aFixedWeightIsTheUnitOfEpsilonUnlessThatIsGiven() {
        List<Observation> rows = choices(500, 3, Noise.gumbel(), 0.5, false, AS_IT_IS, 1, 2);
        Fitted fitted = learner().fix("a", 1).fit(rows);
        assertNear(2, fitted.weight("b"));
        assertNear(0.5, fitted.epsilon(), fitted.epsilonError());
        assertEquals(1, learner().fix("a", 1).epsilon(1).fit(rows).epsilon());
    }

    @Test
    void aUnitThatDecisionsDoNotFollowIsToldSo() {
        Fitted fitted = learner().fix("a", -1).learnEpsilon().fit(plain(200)); // their weight is 1
        assertEquals(Fitted.Status.UNIDENTIFIED, fitted.status());
        assertTrue(fitted.message().contains("do not follow"), fitted.message());
        assertTrue(Double.isNaN(fitted.weight("b").standardError()));
    }

    @Test
    void momentsHoldAWeightOnlyIfTheScaleIsFree() {
        SimulatedRoads roads = new SimulatedRoads(5, 1);
        List<Observation> trips = roads.trips(40, Noise.gaussian(), 0.3, true, 3);
        Learner given =
                Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES)).moments().epsilon(0.3);
        assertRefused("fixes no scale", () -> given.fit(trips));
        Fitted fixed = given.fix("length", 1).samples(2).fit(trips);
        assertNear(2, fixed.weight("climb"));
        Features features = trips.get(0).features();
        double[] known = new double[features.rows()];
        for (int j = 0; j < known.length; j++) {
            known[j] = features.get(j, 0);
        }
        Features others = Features.of(rows(features)).withOffsets(known);
        Fitted free = Learner.of(SharedLinearModel.of("climb", "light"))
                .moments()
                .samples(3)
                .fit(each(
                        roads.trips(210, Noise.gaussian(), 0.3, true, 3),
                        one -> Observation.of(one.id(), others, one.oracle(), (Decision) one.target())));
        assertNear(2, free.weight("climb"));
        assertNear(1.5, free.weight("light"));
        assertNear(0.3, free.epsilon(), free.epsilonError());
    }

    private static double[][] rows(Features features) {
        double[][] rows = new double[features.rows()][];
        Arrays.setAll(rows, j -> new double[] {features.get(j, 1), features.get(j, 2)});
        return rows;
    }

    @Test
    void whatDidNotEndAtItsSolutionHasNoInterval() {
        List<Observation> rows = plain(300);
        Fitted batches = learner().miniBatches(5, 32, 0.01).fit(rows);
        assertEquals(Fitted.Status.STOPPED, batches.status());
        assertNone("not converged", batches);
        assertTrue(batches.message().contains("standard errors: mini-batches"), batches.message());
        assertNone("not converged", learner().iterations(1).fit(rows));
        List<Observation> optimal = choices(100, 2, Noise.gumbel(), 0, false, AS_IT_IS, 1, -0.5);
        assertNone("no finite estimate", learner().fit(optimal));
    }

    @Test
    void penalisedWeightsHaveIntervalsOfThePseudoTrueValueOnly() {
        List<Observation> rows = plain(300);
        assertNone("penalised", learner().l2(0.1).fit(rows));
        Fitted pseudo = learner().l2(0.1).errors(FitSettings.Errors.PSEUDO_TRUE).fit(rows);
        assertTrue(pseudo.weights().get(0).standardError() > 0);
    }

    @Test
    void whatIsTheSameInRawUnitsIsNotIdentified() {
        List<Observation> rows = each(plain(300), one -> {
            double[][] features = new double[2][];
            Arrays.setAll(features, j -> new double[] {
                2000 + one.features().get(j, 1), one.features().get(j, 1)
            });
            return Observation.of(one.id(), Features.of(features), one.oracle(), (Decision) one.target());
        });
        assertNone("not identified", learner().fit(rows));
    }

    @Test
    void errorsByTheModelAreForLikelihoodsAlone() {
        List<Observation> rows = plain(300);
        Learner model = learner().errors(FitSettings.Errors.MODEL);
        Fitted fitted = model.fit(rows);
        double robust = learner().fit(rows).weights().get(0).standardError();
        assertEquals(robust, fitted.weights().get(0).standardError(), 0.1 * robust);
        assertRefused(
                "errors = model needs a likelihood",
                () -> model.noise("gaussian").fit(rows));
    }

    @Test
    void momentsRefuseWhatTheyDoNotUse() {
        List<Observation> rows = plain(20);
        for (UnaryOperator<Learner> change : List.<UnaryOperator<Learner>>of(
                one -> one.l1(1),
                one -> one.l2(1),
                one -> one.tolerance(1e-3),
                one -> one.startAt(1, 1),
                one -> one.miniBatches(1, 8, 0.1),
                one -> one.errors(FitSettings.Errors.MODEL))) {
            assertRefused(
                    "moments cannot be combined with",
                    () -> change.apply(learner().moments()).fit(rows));
        }
        assertRefused(
                "has no epsilon", () -> learner().loss("squared").learnEpsilon().fit(rows));
    }

    @Test
    void boundsOfAConstantAreInRawUnits() {
        KeyedRandom random = new KeyedRandom(5);
        List<Observation> rows = new ArrayList<>();
        double[] z = new double[3];
        for (int i = 0; i < 1000; i++) {
            double x = 10 + random.nextGaussian();
            Noise.gumbel().sample(random, z);
            double[] utility = {1 - 0.1 * x + z[0], 0.5 + z[1], z[2]};
            rows.add(Observation.of(
                    "r" + i,
                    Features.of(new double[][] {{x}}),
                    Oracles.argmax(3),
                    Decision.of(Oracles.argmax(3).solve(utility))));
        }
        Fitted fitted = Learner.of(LinearModel.of(List.of("x"), 3, Link.IDENTITY))
                .noise("gumbel")
                .epsilon(1)
                .fix("constant[0]", 1)
                .fix("x[2]", 0)
                .fix("constant[2]", 0)
                .fit(rows);
        assertEquals(1, fitted.weight("constant[0]").estimate(), 1e-9);
        assertEquals(-0.1, fitted.weight("x[0]").estimate(), 0.03);
    }

    @Test
    void aWeakUnitOnCostsOfAtLeastZeroHasAnInterval() {
        SimulatedRoads roads = new SimulatedRoads(5, 1);
        Fitted fitted = Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                .noise(Noise.gamma(3))
                .samples(4)
                .fix("length", 1)
                .learnEpsilon()
                .fit(roads.trips(210, Noise.gamma(3), 1.5, false, 3));
        assertEquals(Fitted.Status.CONVERGED, fitted.status());
        assertNear(2, fitted.weight("climb"));
        assertNear(1.5, fitted.weight("light"));
        assertNear(1.5, fitted.epsilon(), fitted.epsilonError());
    }

    private static void assertRefused(String part, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(InvalidArgumentException.class, call).getMessage();
        assertTrue(String.valueOf(message).contains(part), message);
    }
}
