package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.losses.SpoPlusLoss;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LearnerTest {
    private static final List<Observation> CHOICES = Choices.of(600, 3, 1, -0.5, 0);

    private static Learner learner() {
        return Learner.of(SharedLinearModel.of("a", "b", "c"));
    }

    private static Learner stoppingEarly() {
        return learner().noise("gumbel").earlyStopping(0.3);
    }

    private static double[] estimates(Fitted fitted) {
        return fitted.weights().stream().mapToDouble(Weight::estimate).toArray();
    }

    @Test
    void threadsAndTheOrderOfRowsChangeNoBit() {
        List<Observation> trips = new SimulatedRoads(4, 1).trips(60, Noise.gamma(5), 0.2, false, 1);
        List<Observation> shuffled = new ArrayList<>(trips);
        Collections.shuffle(shuffled, new Random(1));
        Learner learner = Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES)).samples(3);
        Fitted one = learner.fit(trips);
        Fitted other = learner.threads(3).fit(shuffled);
        assertEquals(Fitted.Status.CONVERGED, one.status());
        assertArrayEquals(one.parameters(), other.parameters());
        assertEquals(one.weights(), other.weights());
    }

    @Test
    void aWeightThatIsHeldAtItsBoundGetsNoInterval() {
        Fitted fitted = learner()
                .noise("gumbel")
                .epsilon(1)
                .bound("b", 0, 10)
                .fix("c", 0.25)
                .fit(CHOICES);
        assertEquals(0, fitted.weight("b").estimate());
        assertEquals("at its bound", fitted.weight("b").note());
        assertTrue(Double.isNaN(fitted.weight("b").standardError()));
        assertEquals(0.25, fitted.weight("c").estimate(), 1e-15);
        assertEquals("fixed", fitted.weight("c").note());
        assertTrue(fitted.weight("a").standardError() > 0);
    }

    @Test
    void aSearchEndsSoonerWhereLessIsAskedAndAtOnceWhereItBeginsAtTheEnd() {
        List<Observation> data = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            double[] y = new double[3];
            y[i % 5 == 0 ? 1 : 0] = 1;
            data.add(Observation.of(
                    "e" + i, Features.of(new double[][] {{i % 7, 1}, {i % 3, 0}, {0, i % 2}}), Oracles.argmax(3), y));
        }
        Learner learner =
                Learner.of(SharedLinearModel.of("a", "b")).noise("gumbel").withoutIntervals();
        Fitted exact = learner.fit(data);
        Fitted rough = learner.tolerance(0.1).fit(data);
        assertTrue(rough.evaluations() < exact.evaluations());
        Fitted again = learner.startAt(Standardisable.of(exact.model()).raw(exact.parameters()))
                .fit(data);
        assertArrayEquals(exact.parameters(), again.parameters(), 1e-12);
        assertEquals(1, again.progress().size());
        assertThrows(InvalidArgumentException.class, () -> learner.startAt(1));
        assertThrows(InvalidArgumentException.class, () -> learner.tolerance(0));
    }

    @Test
    void aSearchStopsWhereTheLossOfAPartKeptApartIsLeast() {
        List<Observation> few = new ArrayList<>();
        java.util.random.RandomGenerator numbers = new Random(4);
        for (int i = 0; i < 60; i++) { // fourteen features that mean nothing, and one that does
            double[][] rows = new double[4][15];
            int best = 0;
            for (int j = 0; j < rows.length; j++) {
                Arrays.setAll(rows[j], k -> numbers.nextGaussian());
                best = rows[j][0] > rows[best][0] ? j : best;
            }
            double[] y = new double[4];
            y[numbers.nextInt(3) == 0 ? numbers.nextInt(4) : best] = 1;
            few.add(Observation.of("e" + i, Features.of(rows), Oracles.argmax(4), Decision.of(y)));
        }
        String[] names =
                java.util.stream.IntStream.range(0, 15).mapToObj(k -> "f" + k).toArray(String[]::new);
        Learner all = Learner.of(SharedLinearModel.of(names)).noise("gumbel");
        Fitted whole = all.fit(few);
        Fitted early = all.earlyStopping(0.3).fit(few);
        double[] full = estimates(whole);
        double[] halted = estimates(early);
        double far = Arrays.stream(full).skip(1).map(x -> x * x).sum();
        double near = Arrays.stream(halted).skip(1).map(x -> x * x).sum();
        assertTrue(near < far, near + " is not below " + far);
        assertTrue(halted[0] > 0);
        assertTrue(Double.isNaN(early.weight("f0").standardError()));
        assertEquals(Fitted.Status.STOPPED, early.status());
        assertArrayEquals(early.parameters(), all.threads(3).fit(few).parameters(), "threads change no bit");
        assertThrows(
                InvalidArgumentException.class, () -> all.earlyStopping(1e-9).fit(few));
        assertThrows(
                InvalidArgumentException.class,
                () -> all.earlyStopping(1 - 1e-9).fit(few));
    }

    @Test
    void earlyStoppingAlsoValidatesThePointWhereTheSearchEnds() {
        Fitted atStart = stoppingEarly().tolerance(1000).fit(CHOICES);
        assertEquals(Fitted.Status.STOPPED, atStart.status());
        Fitted start = learner().noise("gumbel").tolerance(1000).fit(CHOICES);
        assertArrayEquals(start.parameters(), atStart.parameters(), "the start meets the tolerance");
        Fitted afterOneStep = stoppingEarly().iterations(1).fit(CHOICES);
        assertTrue(
                afterOneStep.weight("a").estimate() > start.weight("a").estimate(),
                "the step lowers the validation loss");
        double[] truth = {1, -0.5, 0};
        Learner onlyEpsilon = stoppingEarly().fix("a", 1).fix("b", -0.5).fix("c", 0);
        assertArrayEquals(truth, estimates(onlyEpsilon.tolerance(1000).fit(CHOICES)), 1e-12);
        Learner nothing = onlyEpsilon.epsilon(1); // no parameter is free
        assertArrayEquals(truth, estimates(nothing.fit(CHOICES)), 1e-12);
    }

    @Test
    void rawUnitsFollowTheUnitsOfTheFeatures() {
        List<Observation> metres = CHOICES.stream()
                .map(one -> {
                    double[][] rows = new double[one.features().rows()][3];
                    for (int j = 0; j < rows.length; j++) {
                        for (int k = 0; k < 3; k++) {
                            rows[j][k] = (k == 0 ? 1000 : 1) * one.features().get(j, k);
                        }
                    }
                    return new Observation(
                            one.id(),
                            Features.of(rows),
                            one.oracle(),
                            one.target(),
                            new Observation.Attributes(1, one.costs(), one.id(), new double[0]));
                })
                .toList();
        Weight kilo = learner().noise("gumbel").fit(CHOICES).weight("a");
        Weight metre = learner().noise("gumbel").fit(metres).weight("a");
        assertEquals(kilo.estimate(), 1000 * metre.estimate(), 1e-8);
        assertEquals(kilo.standardError(), 1000 * metre.standardError(), 1e-6);
        assertEquals(kilo.pValue(), metre.pValue(), 1e-6);
    }

    @Test
    void whatTheDecisionsSayNothingAboutIsNamed() {
        List<Observation> doubled = CHOICES.stream()
                .map(one -> {
                    double[][] rows = new double[one.features().rows()][3];
                    for (int j = 0; j < rows.length; j++) {
                        rows[j] = new double[] {
                            one.features().get(j, 0), 2 * one.features().get(j, 0), 7
                        };
                    }
                    return Observation.of(one.id(), Features.of(rows), one.oracle(), one.target());
                })
                .toList();
        Fitted fitted = Learner.of(SharedLinearModel.of("km", "twice", "constant"))
                .noise("gumbel")
                .fit(doubled);
        assertEquals(Fitted.Status.UNIDENTIFIED, fitted.status());
        assertEquals(2, fitted.unidentified().size());
        assertTrue(
                fitted.unidentified().contains("constant"),
                fitted.unidentified().toString());
        assertEquals("not identified", fitted.weight("km").note());
        assertEquals("not identified", fitted.weight("constant").note());
    }

    @Test
    void anAbsolutePenaltySetsWeightsToNothingAndASquareOneShrinksThem() {
        Fitted plain = learner().noise("gumbel").fit(CHOICES);
        Fitted sparse = learner().noise("gumbel").l1(0.05).fit(CHOICES);
        assertEquals(0, sparse.weight("c").estimate());
        assertTrue(Math.abs(sparse.weight("a").estimate())
                < Math.abs(plain.weight("a").estimate()));
        assertTrue(sparse.weight("a").estimate() > 0.5);
        Fitted small = learner().noise("gumbel").l2(1).fit(CHOICES);
        assertTrue(Math.abs(small.weight("a").estimate())
                < 0.6 * Math.abs(plain.weight("a").estimate()));
    }

    @Test
    void miniBatchesEndNearTheFullBatch() {
        Fitted full = learner().noise("gumbel").fit(CHOICES);
        Fitted batches = learner().noise("gumbel").miniBatches(20, 16, 0.1).fit(CHOICES);
        for (int k = 0; k < 3; k++) {
            Weight weight = full.weights().get(k);
            assertEquals(weight.estimate(), batches.weights().get(k).estimate(), weight.standardError());
        }
    }

    @Test
    void anyLossLearns() {
        List<Observation> costs = CHOICES.stream()
                .map(one -> new Observation(
                        one.id(),
                        one.features(),
                        one.oracle(),
                        Costs.of(one.costs()),
                        new Observation.Attributes(1, one.costs(), one.id(), new double[0])))
                .toList();
        Fitted fitted = learner()
                .loss((oracle, seed, threads) -> new SpoPlusLoss(oracle))
                .l2(1e-3)
                .fit(costs);
        try (Predictor predictor = Predictor.of(fitted)) {
            List<Outcome> outcomes =
                    costs.stream().map(one -> Outcome.of(one, predictor)).toList();
            Metric regret = Metrics.of(outcomes).get(0);
            assertEquals("regret (ratio of sums)", regret.name());
            assertTrue(regret.value() < 0.01, regret.toString());
        }
    }

    @Test
    void aRowOfWeightsForEachCoordinate() {
        KeyedRandom random = new KeyedRandom(8);
        List<Observation> days = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            double[] x = {2000 + random.nextGaussian(), random.nextGaussian()};
            double[] utility = {x[0] - 2000, x[1], 0.5};
            double[] z = new double[3];
            random.startSample(i + 1);
            Noise.gumbel().sample(random, z);
            Arrays.setAll(z, j -> z[j] + 2 * utility[j]);
            days.add(Observation.of(
                    "d" + i,
                    Features.of(x),
                    Oracles.argmax(3),
                    Decision.of(Oracles.argmax(3).solve(z))));
        }
        LinearModel model = LinearModel.of(List.of("year", "rain"), 3, Link.IDENTITY);
        Fitted fitted = Learner.of(model).noise("gumbel").l2(1e-4).fit(days);
        assertEquals(
                2,
                fitted.weight("year[0]").estimate() - fitted.weight("year[2]").estimate(),
                0.5);
        assertEquals(
                2,
                fitted.weight("rain[1]").estimate() - fitted.weight("rain[0]").estimate(),
                0.5);
        double[] theta = fitted.model().theta(fitted.parameters(), Features.of(new double[] {2001, 0.3}));
        double[] raw = estimates(fitted);
        for (int i = 0; i < 3; i++) {
            assertEquals(raw[3 * i] * 2001 + raw[3 * i + 1] * 0.3 + raw[3 * i + 2], theta[i], 1e-8);
        }
    }

    @Test
    void contradictionsAreRefusedByName() {
        assertMessage("multiplicative", () -> learner().noise("lognormal").fit(CHOICES));
        assertMessage("'x' is not a weight", () -> learner().fix("x", 1).fit(CHOICES));
        assertMessage(
                "epsilon is learnt, but no weight is fixed",
                () -> learner().learnEpsilon().fit(CHOICES));
        List<Observation> twice = new ArrayList<>(CHOICES);
        twice.add(CHOICES.get(0));
        assertMessage("two examples have the id 'c0'", () -> learner().fit(twice));
        List<Observation> sameKey = List.of(named("u88ta\u3005"), named("2131d\u01e0"));
        assertMessage(
                "the different ids 'u88ta\u3005' and '2131d\u01e0' have the same 64-bit key by chance. Maybe rename one.",
                () -> learner().fit(sameKey));
        assertMessage("columns", () -> Learner.of(SharedLinearModel.of("a")).fit(CHOICES));
        assertThrows(
                StoppedException.class, () -> learner().cancelledBy(() -> true).fit(CHOICES));
    }

    private static Observation named(String id) {
        Observation one = CHOICES.get(0);
        return Observation.of(id, one.features(), one.oracle(), one.target().values());
    }

    @Test
    void anExampleThatDoesNotFitIsNamed() {
        LinearOracle pairs = Oracles.assignment(2, 3, Sense.MINIMIZE);
        Features features = Features.of(new double[18], 3);
        assertMessage(
                "the decision of example 'monday' does not fit its oracle. the decision is not feasible: row 0 has 2 partners.",
                () -> Observation.of("monday", features, pairs, 1, 1, 0, 0, 0, 0));
        assertMessage(
                "example 'monday' does not fit its oracle. target has length 2, not 6.",
                () -> Observation.of("monday", features, pairs, 1, 0));
        Observation few = Observation.of("monday", Features.of(new double[3], 3), pairs, 1, 0, 0, 0, 1, 0);
        assertMessage(
                "example 'monday' give 1 costs, but its oracle has dimension 6",
                () -> learner().fit(List.of(few)));
    }

    private static void assertMessage(String part, Runnable action) {
        String message =
                assertThrows(InvalidArgumentException.class, action::run).getMessage();
        assertTrue(String.valueOf(message).contains(part), message);
        assertFalse(String.valueOf(message).contains("null"), message);
    }
}
