package io.dither.learn.tastes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.learn.Predictor;
import io.dither.learn.SimulatedRoads;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TastesTest {
    private static final SharedLinearModel MODEL = SharedLinearModel.of("x", "y");

    private static void assertTruth(FittedTastes fitted, double errors) {
        assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.toString());
        double[] found = fitted.population().parameters();
        for (int i = 0; i < found.length; i++) {
            double error = Math.sqrt(fitted.covariance()[i][i]);
            assertTrue(error < 0.3, fitted.toString());
            assertEquals(SimulatedPersons.TRUTH[i], found[i], errors * error, fitted.toString());
        }
    }

    private static String refusal(Tastes tastes, List<Observation> decisions) {
        return String.valueOf(assertThrows(InvalidArgumentException.class, () -> tastes.fit(decisions))
                .getMessage());
    }

    @Test
    void correlatedTastesOfChoicesByLikelihood() {
        SimulatedPersons persons = SimulatedPersons.choosing(4, 150, 8, 1);
        FittedTastes fitted =
                Tastes.of(MODEL).correlated().draws(64).with("threads", 2).fit(persons.decisions());
        assertEquals(FittedTastes.Method.LIKELIHOOD, fitted.method());
        assertTruth(fitted, 4);
        assertTrue(fitted.oneTaste().weight("x").high() < 1, "one taste is nearer 0: " + fitted.oneTaste());
        Interval wrong = fitted.taste("x").wrongSign();
        assertEquals(Noise.gaussian().cdf(-1 / 0.8), wrong.value(), 4 * wrong.standardError());
        List<Observation> reversed = new ArrayList<>(persons.decisions());
        java.util.Collections.reverse(reversed);
        FittedTastes again =
                Tastes.of(MODEL).correlated().draws(64).with("threads", 3).fit(reversed);
        assertArrayEquals(fitted.population().parameters(), again.population().parameters(), 0);
        assertArrayEquals(fitted.covariance()[0], again.covariance()[0], 0);
    }

    /** By another way to the same tastes: choices have exact probabilities, and moments do not need them. */
    @Test
    void momentsNeedNoProbabilities() {
        SimulatedPersons persons = SimulatedPersons.choosing(4, 120, 8, 2);
        FittedTastes fitted = momentsOf(persons, 10);
        assertEquals(FittedTastes.Method.MOMENTS, fitted.method());
        assertTruth(fitted, 4);
        assertTrue(fitted.specification() != null && fitted.specification().pValue() > 0.001, fitted.toString());
        assertEquals(2, fitted.specification().degreesOfFreedom());
    }

    /** A quarter of the persons like x five times as much as the others. */
    @Test
    void skewTastesAreNotTakenForNormal() {
        FittedTastes fitted = momentsOf(SimulatedPersons.ofTwoKinds(120, 8, 9), 10);
        assertTrue(fitted.specification() != null && fitted.specification().pValue() < 0.01, fitted.toString());
        assertTrue(fitted.toString().contains("skewness of tastes contradicts"), fitted.toString());
    }

    /** The law of 0.05 of 200 histories, within 3.5 of its errors. */
    @Tag("long")
    @Test
    void rightLawsAreRefusedAsOftenAsTheLevelSays() {
        int refused = 0;
        for (int h = 0; h < 200; h++) {
            FittedTastes fitted = momentsOf(SimulatedPersons.choosing(4, 150, 8, 100 + h), 40);
            refused += fitted.specification() != null && fitted.specification().pValue() < 0.05 ? 1 : 0;
        }
        assertEquals(10, refused, 3.5 * Math.sqrt(200 * 0.05 * 0.95));
    }

    private static FittedTastes momentsOf(SimulatedPersons persons, int draws) {
        return Tastes.of(MODEL)
                .correlated()
                .draws(draws)
                .with("loss", "moments")
                .with("noise", "gumbel")
                .with("threads", 2)
                .fit(persons.decisions());
    }

    /** A weight that is fixed is the unit of the others and of epsilon, which moments tell from how much persons differ. */
    @Test
    void epsilonIsLearntBesideTastes() {
        KeyedRandom random = new KeyedRandom(21);
        List<Observation> all = new ArrayList<>();
        for (int p = 0; p < 140; p++) {
            double own = -0.5 + 0.8 * random.nextGaussian();
            for (int t = 0; t < 8; t++) {
                double[][] rows = new double[4][2];
                double[] scores = new double[4];
                for (int j = 0; j < 4; j++) {
                    rows[j] = new double[] {random.nextGaussian(), random.nextGaussian()};
                    scores[j] = rows[j][0] + own * rows[j][1] + 0.7 * random.nextGaussian();
                }
                all.add(Observation.of(
                                "p" + p + "t" + t,
                                Features.of(rows),
                                Oracles.argmax(4),
                                Oracles.argmax(4).solve(scores))
                        .withCluster("p" + p));
            }
        }
        Tastes tastes = Tastes.of(MODEL).fix("x", 1).with("noise", "gaussian").with("epsilon", "learn");
        FittedTastes fitted = tastes.draws(10).with("threads", 2).fit(all);
        assertEquals(FittedTastes.Method.MOMENTS, fitted.method());
        assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.toString());
        Weight epsilon = fitted.oneTaste().ofEpsilon();
        assertTrue(epsilon.standardError() < 0.15, fitted.toString());
        assertEquals(0.7, epsilon.estimate(), 4 * epsilon.standardError());
        Weight spread = fitted.taste("y").spread();
        assertEquals(0.8, spread.estimate(), 4 * spread.standardError());
        assertTrue(fitted.toString().contains("epsilon"), fitted.toString());
        assertTrue(refusal(Tastes.of(MODEL).with("epsilon", "learn").with("noise", "gaussian"), all)
                .contains("no weight is fixed"));
        assertTrue(refusal(Tastes.of(MODEL).fix("x", 1).with("epsilon", "learn"), all)
                .contains("measured in epsilon"));
    }

    @Tag("long")
    @Test
    void tripsThroughAGrid() {
        SimulatedPersons persons = SimulatedPersons.onGrid(10, 150, 9, 3);
        List<Observation> known = new ArrayList<>();
        List<Observation> ninth = new ArrayList<>();
        for (int i = 0; i < persons.decisions().size(); i++) {
            (i % 9 == 8 ? ninth : known).add(persons.decisions().get(i));
        }
        FittedTastes fitted = Tastes.of(MODEL).correlated().with("threads", 2).fit(known);
        assertTruth(fitted, 4);
        assertTrue(fitted.oneTaste().weight("x").high() < 0.95, "one taste is biased, and its interval is too short");
        Predictor mean = fitted.predictor();
        double[] gains = new double[ninth.size()];
        int inside = 0;
        for (int p = 0; p < gains.length; p++) {
            PersonTastes own = fitted.individual(known.subList(8 * p, 8 * p + 8));
            gains[p] = shared(fitted.predictor(own.mean()), ninth.get(p)) - shared(mean, ninth.get(p));
            for (int k = 0; k < 2; k++) {
                double rest = persons.weights().get(p)[k] - own.mean()[k];
                inside += Math.abs(rest) < 2 * own.spread()[k] ? 1 : 0;
            }
        }
        Interval gain = Interval.ofMean(gains);
        assertTrue(gain.low() > 0, "own tastes share more edges of the ninth trip: " + gain);
        assertEquals(0.95, inside / 300.0, 5 * Math.sqrt(0.05 * 0.95 / 300));
    }

    private static double shared(Predictor predictor, Observation trip) {
        double[] decided =
                predictor.predict(trip.features(), trip.oracle()).decision().toArray();
        double[] taken = ((Decision) trip.target()).feasibleFor(trip.oracle()).toArray();
        return IntStream.range(0, taken.length)
                .mapToDouble(e -> taken[e] * decided[e])
                .sum();
    }

    /** The likelihood of whole paths, whose draws and gradients come from the loss. */
    @Test
    void tripsByTheRecursiveLogit() {
        SimulatedPersons persons = SimulatedPersons.onGrid(4, 40, 6, 8);
        FittedTastes fitted = Tastes.of(MODEL)
                .with("loss", "recursive-logit")
                .draws(16)
                .with("errors", "NONE")
                .fit(persons.decisions());
        assertEquals(FittedTastes.Method.LIKELIHOOD, fitted.method());
        assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.toString());
        assertTrue(fitted.likelihoodRatioPValue() < 1e-6, fitted.toString());
        double ratio = fitted.population().location()[1] / fitted.population().location()[0];
        assertEquals(-0.5, ratio, 0.3, fitted.toString());
        assertTrue(fitted.population().spread(0) > 0.2, fitted.toString());
    }

    /** Rankings have exact probabilities by their successive choices, and subsets by an integral. */
    @Test
    void rankingsAndSubsetsByTheLikelihood() {
        for (LinearOracle oracle :
                List.of(Oracles.ranking(4), OracleRegistry.discover().create("top-k:n=5,k=2"))) {
            SimulatedPersons persons = SimulatedPersons.of(oracle, Noise.gumbel(), 60, 4, 9);
            FittedTastes fitted =
                    Tastes.of(MODEL).correlated().draws(32).with("threads", 2).fit(persons.decisions());
            assertEquals(FittedTastes.Method.LIKELIHOOD, fitted.method());
            assertEquals("gumbel", fitted.oneTaste().noise().text());
            assertTruth(fitted, 4);
            assertTrue(fitted.likelihoodRatioPValue() < 1e-6, fitted.toString());
        }
    }

    @Test
    void individualTastesAreBetweenThoseOfAllAndTheirOwn() {
        SimulatedPersons persons = SimulatedPersons.choosing(4, 60, 12, 4);
        FittedTastes fitted =
                Tastes.of(MODEL).correlated().draws(64).with("threads", 2).fit(persons.decisions());
        double own = 0;
        double mean = 0;
        int inside = 0;
        for (int p = 0; p < 60; p++) {
            PersonTastes one = fitted.individual(persons.decisions().subList(12 * p, 12 * p + 12));
            for (int k = 0; k < 2; k++) {
                double truth = persons.weights().get(p)[k];
                own += (truth - one.mean()[k]) * (truth - one.mean()[k]);
                mean += (truth - fitted.population().mean(k))
                        * (truth - fitted.population().mean(k));
                inside += Math.abs(truth - one.mean()[k]) < 1.96 * one.spread()[k] ? 1 : 0;
            }
        }
        assertTrue(own < 0.5 * mean, own + " of " + mean);
        assertEquals(0.95, inside / 120.0, 5 * Math.sqrt(0.05 * 0.95 / 120));
    }

    @Test
    void whatTellsNothingOfTastesIsRefused() {
        List<Observation> choices = SimulatedPersons.choosing(3, 10, 2, 5).decisions();
        List<Observation> alone =
                choices.stream().map(one -> one.withCluster(one.id())).toList();
        Tastes moments = Tastes.of(MODEL).with("loss", "moments");
        assertTrue(refusal(moments, alone).contains("fewer than two per person"));
        assertTrue(refusal(Tastes.of(MODEL).with("l2", 1), choices).contains("no use for penalties"));
        assertTrue(refusal(Tastes.of(MODEL).fix("x", 1).fix("y", 1), choices).contains("no taste varies"));
        assertTrue(refusal(Tastes.of(MODEL).law(Law.TRIANGULAR).correlated(), choices)
                .contains("the taste of 'x' is triangular: only normal and lognormal"));
        assertThrows(InvalidArgumentException.class, () -> Tastes.of(MODEL).law("z", Law.NORMAL));
    }

    @Test
    void normalTastesThatLeaveTheDomainAreTold() {
        SimulatedRoads roads = new SimulatedRoads(5, 1);
        List<Observation> trips = new ArrayList<>();
        for (Observation one : roads.trips(40, Noise.gaussian(), 0.3, true, 2)) {
            trips.add(one.withCluster("p" + trips.size() / 4));
        }
        Tastes unscaled = Tastes.of(SharedLinearModel.of(SimulatedRoads.NAMES));
        assertTrue(refusal(unscaled, trips).startsWith("lognormal noise multiplies costs"), "not epsilon");
        Tastes tastes = Tastes.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                .fix("length", 1)
                .with("epsilon", 0.3);
        assertTrue(refusal(tastes, trips).contains("Maybe lognormal tastes"));
        FittedTastes fitted =
                tastes.law(Law.LOGNORMAL).with("errors", "NONE").draws(20).fit(trips);
        assertEquals(2, fitted.population().median(1), 1, fitted.toString());
    }
}
