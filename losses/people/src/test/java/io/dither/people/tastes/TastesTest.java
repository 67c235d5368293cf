package io.dither.people.tastes;

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
import io.dither.learn.model.WeightStatus;
import io.dither.noise.Noise;
import io.dither.optim.Objective;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracles.Oracles;
import io.dither.people.internal.Counts;
import io.dither.people.internal.PersonPoint;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
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
                Tastes.of(MODEL).correlated().draws(32).with("threads", 2).fit(persons.decisions());
        assertEquals(FittedTastes.Method.LIKELIHOOD, fitted.method());
        assertTruth(fitted, 4);
        assertTrue(fitted.commonFit().weight("x").high() < 1, "one taste is nearer 0: " + fitted.commonFit());
        Weight wrong = fitted.taste("x").wrongSign();
        assertEquals(Noise.gaussian().cdf(-1 / 0.8), wrong.estimate(), 4 * wrong.standardError());
        List<Observation> reversed = new ArrayList<>(persons.decisions());
        java.util.Collections.reverse(reversed);
        FittedTastes again =
                Tastes.of(MODEL).correlated().draws(32).with("threads", 3).fit(reversed);
        assertArrayEquals(fitted.population().parameters(), again.population().parameters(), 0);
        assertArrayEquals(fitted.covariance()[0], again.covariance()[0], 0);
    }

    /** By another way to the same tastes: choices have exact probabilities, and moments do not need them. */
    @Test
    void momentsNeedNoProbabilities() {
        SimulatedPersons persons = SimulatedPersons.choosing(4, 45, 8, 1);
        FittedTastes fitted = momentsOf(persons, 8);
        assertEquals(FittedTastes.Method.MOMENTS, fitted.method());
        assertTruth(fitted, 4);
        assertTrue(fitted.specification() != null && fitted.specification().pValue() > 0.001, fitted.toString());
        assertEquals(2, fitted.specification().degreesOfFreedom());
    }

    /** Differences for the errors have the same steps whatever the weights add up to. */
    @Test
    void theScaleOfWeightsDoesNotMatterToErrorsByMoments() {
        SimulatedPersons persons = SimulatedPersons.choosing(4, 45, 8, 1);
        double[][] expected = momentsOf(persons, 8).covariance();
        for (double weight : new double[] {0.01, 100}) {
            double[][] covariance =
                    momentsOf(persons.weighted(cluster -> weight), 8).covariance();
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i][i], covariance[i][i], 1e-6 * expected[i][i], "parameter " + i);
            }
        }
    }

    /** No correlation is made of what rests at 0. */
    @Test
    void whatIsNotToldFromZeroHasNoCorrelation() {
        List<Observation> all = SimulatedPersons.agreeing(60, 4, 3).decisions();
        FittedTastes moments = momentsOf(SimulatedPersons.ofTwoKinds(30, 8, 2), 8);
        assertTrue(moments.message().contains("not significantly above 0"), moments.toString());
        assertUncorrelated(moments);
        assertUncorrelated(
                Tastes.of(MODEL).correlated().draws(16).with("threads", 2).fit(all));
    }

    private static void assertUncorrelated(FittedTastes fitted) {
        Weight correlation = fitted.correlation(1, 0);
        assertTrue(Double.isNaN(correlation.estimate()), fitted.toString());
        assertTrue(correlation.note().contains("not significantly different from 0"), correlation.note());
        assertTrue(fitted.toString().contains("correlation of y with x - ("), fitted.toString());
        boolean[] near = fitted.areNearZero();
        assertTrue(near[2] || near[4], fitted.toString());
        assertTrue(!near[0] && !near[1], "locations are told");
    }

    /** A quarter of the persons like x five times as much as the others. */
    @Test
    void skewTastesAreNotTakenForNormal() {
        FittedTastes fitted = momentsOf(SimulatedPersons.ofTwoKinds(50, 8, 1), 8);
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
        for (int p = 0; p < 60; p++) {
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
        FittedTastes fitted = tastes.draws(8).with("threads", 2).fit(all);
        assertEquals(FittedTastes.Method.MOMENTS, fitted.method());
        assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.toString());
        Weight epsilon = fitted.commonFit().epsilonWeight();
        assertTrue(epsilon.standardError() < 0.15, fitted.toString());
        assertEquals(0.7, epsilon.estimate(), 4 * epsilon.standardError());
        Weight spread = fitted.taste("y").spread();
        assertEquals(0.8, spread.estimate(), 4 * spread.standardError());
        FittedTastes withoutErrors = tastes.with("errors", "none").fit(all);
        assertEquals(epsilon.estimate(), withoutErrors.commonFit().epsilon());
        assertTrue(fitted.toString().contains("epsilon"), fitted.toString());
        assertTrue(refusal(Tastes.of(MODEL).with("epsilon", "learn").with("noise", "gaussian"), all)
                .contains("no weight is fixed"));
        assertTrue(refusal(Tastes.of(MODEL).fix("x", 1).with("epsilon", "learn"), all)
                .contains("measured in epsilon"));
    }

    /** The unit of weights is epsilon, but logarithms of weights have no unit: they do not diverge because epsilon is small. */
    @Test
    void lognormalTastesWithASmallEpsilon() {
        List<Observation> all = SimulatedPersons.agreeing(60, 4, 3).decisions();
        Tastes tastes = Tastes.of(MODEL).law(Law.LOGNORMAL).draws(16).with("threads", 2);
        FittedTastes fitted = tastes.with("epsilon", 1).fit(all);
        FittedTastes small = tastes.with("epsilon", 0.01).fit(all);
        assertEquals(fitted.status(), small.status(), small.toString());
        double location = fitted.taste("x").location().estimate();
        assertEquals(location + Math.log(0.01), small.taste("x").location().estimate(), 1e-3);
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
        assertTrue(fitted.commonFit().weight("x").high() < 0.95, "one taste is biased, and its interval is too short");
        Predictor mean = fitted.predictor();
        double[] gains = new double[ninth.size()];
        int inside = 0;
        for (int p = 0; p < gains.length; p++) {
            PersonTastes own = fitted.individual(known.subList(8 * p, 8 * p + 8), PluginCatalogue.discover());
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
        SimulatedPersons persons = SimulatedPersons.onGrid(3, 30, 6, 8);
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
            SimulatedPersons persons = SimulatedPersons.of(oracle, Noise.gumbel(), 28, 5, 2);
            FittedTastes fitted =
                    Tastes.of(MODEL).correlated().draws(16).with("threads", 2).fit(persons.decisions());
            assertEquals(FittedTastes.Method.LIKELIHOOD, fitted.method());
            assertEquals("gumbel", fitted.commonFit().noise().text());
            assertTruth(fitted, 4);
            assertTrue(fitted.likelihoodRatioPValue() < 1e-5, fitted.toString());
        }
    }

    /** Likelihood ratio, p and BIC of weights that are all alike are those without weights; frequencies are copies. */
    @Test
    void theScaleOfImportanceWeightsDoesNotMatter() {
        SimulatedPersons persons = SimulatedPersons.choosing(3, 40, 5, 11);
        Tastes tastes = Tastes.of(MODEL).draws(64).with("errors", "NONE");
        FittedTastes plain = tastes.fit(persons.decisions());
        FittedTastes light = tastes.fit(persons.weighted(one -> 0.02).decisions());
        assertEquals(plain.likelihoodRatio(), light.likelihoodRatio(), 1e-4);
        assertEquals(plain.likelihoodRatioPValue(), light.likelihoodRatioPValue(), 1e-6);
        assertEquals(plain.bic(), light.bic(), 1e-4);
        assertEquals(plain.commonBic(), light.commonBic(), 1e-4);
        assertEquals(plain.estimate().simulation()[0], light.estimate().simulation()[0], 1e-6);
        FittedTastes some =
                tastes.fit(persons.weighted(one -> one.endsWith("1") ? 3 : 0.5).decisions());
        FittedTastes more =
                tastes.fit(persons.weighted(one -> one.endsWith("1") ? 300 : 50).decisions());
        assertEquals(some.bic(), more.bic(), 1e-4);
        assertEquals(30 * 30 / 45.0, some.effectivePersons(), 1e-9, "four weights of 3 and 36 of 0.5");
        FittedTastes twice = tastes.with("weighting", "FREQUENCY")
                .fit(persons.weighted(one -> 2).decisions());
        assertEquals(2 * plain.likelihoodRatio(), twice.likelihoodRatio(), 1e-4);
        assertEquals(4 * Math.log(80) - 2 * twice.logLikelihood().value(), twice.bic(), 1e-9);
    }

    /** The errors of twice as many persons are shorter by the root of 2, up to G / (G - 1), and so is what draws do to them. */
    @Test
    void frequenciesAreCopiesOfPersons() {
        SimulatedPersons persons = SimulatedPersons.choosing(3, 205, 2, 13);
        Tastes tastes = Tastes.of(MODEL).law("y", Law.FIXED).draws(32).with("threads", 2);
        FittedTastes plain = tastes.fit(persons.decisions());
        FittedTastes twice = tastes.with("weighting", "FREQUENCY")
                .fit(persons.weighted(one -> 2).decisions());
        double error = Math.sqrt(plain.covariance()[0][0] / 2);
        assertEquals(error, Math.sqrt(twice.covariance()[0][0]), 0.01 * error, plain + " and " + twice);
        assertEquals(
                plain.estimate().simulation()[0],
                twice.estimate().simulation()[0],
                0.1 * plain.estimate().simulation()[0]);
    }

    /** As copies of persons are many, their errors are small, but not too small. */
    @Test
    void errorsOfManyCopiesAreNotTooSmall() {
        SimulatedPersons persons = SimulatedPersons.choosing(3, 100, 6, 13);
        FittedTastes copied = Tastes.of(MODEL)
                .law("y", Law.FIXED)
                .draws(64)
                .with("threads", 2)
                .with("weighting", "FREQUENCY")
                .fit(persons.weighted(one -> 9).decisions());
        assertEquals(Fitted.Status.CONVERGED, copied.status(), copied.toString());
        assertTrue(copied.covariance().length > 0, copied.message());
    }

    /** The sign of an entry of L is arbitrary, also if the entry is near 0. */
    @Test
    void theShiftOfAnEntryDoesNotDependOnItsSign() {
        Counts counts = new Counts(new double[] {1, 1, 1, 1}, false);
        Objective<PersonPoint> likelihood = x -> PersonPoint.of(
                x,
                counts,
                IntStream.of(-3, -1, 1, 3)
                        .mapToObj(y -> {
                            double distance = x[1] * x[1] - 0.25;
                            return new double[] {
                                -(x[0] - y) * (x[0] - y) / 8 - distance * distance, (y - x[0]) / 4, -4 * distance * x[1]
                            };
                        })
                        .toList());
        Population shape = Population.of(List.of("x"), List.of(Law.NORMAL), new double[] {1}, true, new boolean[1], -1);
        double[] shifts = IntStream.of(-1, 1)
                .mapToDouble(sign -> new NearZero(likelihood, shape, 0, 50)
                        .withInterval(
                                new NearZero.Weak(-1, new int[] {1}, 0.5, false, Double.NaN, Double.NaN, new double[2]),
                                likelihood.at(new double[] {0, 0.5 * sign}))
                        .shift()[1])
                .toArray();
        assertTrue(shifts[1] > 0.1, Arrays.toString(shifts));
        assertEquals(-shifts[1], shifts[0], 1e-9);
    }

    /** Draws double only up to the limit. */
    @Test
    void drawsDoNotExceedTheirLimit() {
        MaximumSearch.SimulationError error =
                new MaximumSearch.SimulationError(new double[0], 0, 10, new double[] {60, 40});
        assertArrayEquals(new int[] {4000, 4000}, error.nextCounts(new int[] {1000, 1000}, 1000, 4096));
        assertArrayEquals(new int[] {4096, 4096}, error.nextCounts(new int[] {256, 256}, 256, 4096));
    }

    /** The score of a spread is 0 at 0 whatever the decisions are: intervals follow the profile, and draws are not taken in vain. */
    @Test
    void spreadsNearZeroHaveNoStandardError() {
        List<Observation> all = SimulatedPersons.agreeing(80, 6, 3).decisions();
        List<FittedTastes> fits = IntStream.of(0, 1)
                .mapToObj(seed -> Tastes.of(MODEL)
                        .draws(64)
                        .with("seed", seed)
                        .with("threads", 2)
                        .fit(all))
                .toList();
        for (FittedTastes fitted : fits) {
            assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.toString());
            assertTrue(
                    fitted.message().contains("spread(x), spread(y) are not significantly above 0"), fitted.message());
            assertEquals(64, fitted.procedure().draws());
            for (Taste one : fitted.tastes()) {
                Weight spread = one.spread();
                assertEquals(WeightStatus.NEAR_ZERO, spread.status());
                assertTrue(Double.isNaN(spread.standardError()));
                assertEquals(0, spread.low());
                assertTrue(spread.high() > 0.1 && spread.high() < 0.8, fitted.toString());
                assertTrue(spread.pValue() > 0.05);
                double ofOne = fitted.commonFit().weight(one.name()).standardError();
                assertEquals(ofOne, one.location().standardError(), 0.3 * ofOne, fitted.toString());
                assertEquals(0, one.wrongSign().low());
                assertTrue(one.wrongSign().high() > one.wrongSign().estimate());
            }
        }
        double end = fits.get(0).taste("x").spread().high();
        assertEquals(end, fits.get(1).taste("x").spread().high(), 0.15 * end, "whatever the draws are");
        assertTrue(fits.get(0).toString().contains("0 to 0."), fits.get(0).toString());
    }

    /** Of the squared spread, an estimate with a normal law that is cut at 0: intervals hold the truth in 95 % at any truth. */
    @Test
    void intervalsOfSpreadsHoldTheTruthNearZero() {
        assertEquals(2.7055, NearZero.criticalOfSquare(0), 1e-3);
        assertEquals(3.8415, NearZero.criticalOfSquare(4), 1e-3);
        KeyedRandom random = new KeyedRandom(5);
        for (double truth : new double[] {0, 0.3, 1, 1.7, 2.5}) {
            int inside = 0;
            for (int r = 0; r < 20_000; r++) {
                double z = truth + random.nextGaussian();
                double estimate = Math.max(0, z);
                double ratio = (truth - z) * (truth - z) - (estimate - z) * (estimate - z);
                inside += ratio <= NearZero.criticalOfSquare(truth) ? 1 : 0;
            }
            assertEquals(0.95, inside / 20_000.0, 5 * Math.sqrt(0.95 * 0.05 / 20_000), "truth " + truth);
        }
    }

    /** Locations and spreads drawn from their law about the truth. */
    @Test
    void intervalsOfSharesHoldTheTruth() {
        FittedTastes fitted = Tastes.of(MODEL)
                .law("y", Law.FIXED)
                .draws(16)
                .fit(SimulatedPersons.choosing(3, 30, 4, 13).decisions());
        String failed = String.valueOf(assertThrows(
                        InvalidArgumentException.class,
                        () -> fitted.derived("odd", any -> {
                            throw new IllegalStateException("no such street");
                        }))
                .getMessage());
        assertTrue(failed.contains("'odd' cannot be computed") && failed.contains("no such street"), failed);
        Observation any = SimulatedPersons.choosing(3, 1, 1, 13).decisions().get(0);
        assertThrows(InvalidArgumentException.class, () -> fitted.possible(any, null, Integer.MAX_VALUE, 0));
        double[][] covariance = {{0.01, 0, 0.006}, {0, 0.01, 0}, {0.006, 0, 0.01}};
        KeyedRandom random = new KeyedRandom(6);
        for (double location : new double[] {0.3, 0.8, 1.5}) {
            double truth = Noise.gaussian().cdf(-location / 0.6);
            int inside = 0;
            for (int r = 0; r < 1_000; r++) {
                double z = random.nextGaussian();
                double[] drawn = {location + 0.1 * z, -0.5, 0.6 + 0.1 * (0.6 * z + 0.8 * random.nextGaussian())};
                Weight share = with(fitted, fitted.population().at(drawn), covariance)
                        .taste("x")
                        .wrongSign();
                inside += share.low() <= truth && truth <= share.high() ? 1 : 0;
            }
            assertEquals(0.95, inside / 1_000.0, 0.025, "location " + location);
        }
    }

    private static FittedTastes with(FittedTastes one, Population population, double[][] covariance) {
        FittedTastes.Estimate changed = new FittedTastes.Estimate(
                population, covariance, Double.POSITIVE_INFINITY, one.estimate().simulation(), List.of());
        return new FittedTastes(one.commonFit(), changed, one.procedure(), one.likelihood(), one.ending());
    }

    /** Of three choices that hardly tell along which of two weights they were made. */
    @Test
    void predictionsForKnownPersonsKeepWhatIsCorrelated() {
        SimulatedPersons persons = SimulatedPersons.choosing(4, 60, 6, 14);
        FittedTastes found = Tastes.of(MODEL).correlated().draws(8).fit(persons.decisions());
        Population population = found.population().at(new double[] {1, -0.5, 1.2, 1, 0.3});
        FittedTastes fitted = with(found, population, found.covariance());
        List<Observation> own = persons.decisions().subList(0, 3);
        PersonTastes known = fitted.individual(own, PluginCatalogue.discover());
        double correlation = known.covariance()[0][1] / Math.sqrt(known.covariance()[0][0] * known.covariance()[1][1]);
        assertTrue(correlation > 0.5, "correlation " + correlation);
        double[] sums = new double[2]; // of a choice between two that differ along (1, -1)
        for (double z = -5.95; z < 6; z += 0.1) {
            for (double u = -5.95; u < 6; u += 0.1) {
                double[] weights = population.weights(new double[] {z, u});
                double density = Noise.gaussian().density(z) * Noise.gaussian().density(u);
                for (Observation one : own) {
                    density *= probability(one, weights);
                }
                sums[0] += density;
                sums[1] += density / (1 + Math.exp(2 * (weights[1] - weights[0])));
            }
        }
        double predicted = fitted.possible(own.get(0), known, 4_000, 1).stream()
                .mapToDouble(one -> one.probability() / (1 + Math.exp(2 * (one.weights()[1] - one.weights()[0]))))
                .sum();
        assertEquals(sums[1] / sums[0], predicted, 0.015);
    }

    private static double probability(Observation one, double[] weights) {
        double[] taken = ((Decision) one.target()).values();
        double sum = 0;
        double chosen = 0;
        for (int j = 0; j < taken.length; j++) {
            double odds = Math.exp(one.features().dot(j, weights, 0));
            sum += odds;
            chosen += taken[j] * odds;
        }
        return chosen / sum;
    }

    @Test
    void tastesWithoutEndAndWithoutDecisionsAreTold() {
        List<Observation> separable = chosenBy((person, row) -> row[0]);
        String message = refusal(Tastes.of(MODEL).law("y", Law.FIXED).fix("y", 0), separable);
        assertTrue(message.contains("no finite estimate") && message.contains("'x'"), message);
        List<Observation> constant = SimulatedPersons.choosing(3, 20, 3, 15).decisions().stream()
                .map(one -> {
                    double[][] rows = new double[3][2];
                    for (int j = 0; j < 3; j++) {
                        rows[j] = new double[] {1, one.features().get(j, 1)};
                    }
                    return Observation.of(one.id(), Features.of(rows), one.oracle(), (Decision) one.target())
                            .withCluster(one.cluster());
                })
                .toList();
        String nothing = refusal(Tastes.of(MODEL), constant);
        assertTrue(nothing.contains("say nothing about x"), nothing);
        List<Observation> alone = SimulatedPersons.agreeing(60, 1, 16).decisions();
        FittedTastes once = Tastes.of(MODEL).draws(16).fit(alone);
        assertTrue(once.message().contains("fewer than two per person"), once.message());
    }

    @Tag("long")
    @Test
    void spreadsWithoutEndAreTold() {
        FittedTastes both =
                Tastes.of(MODEL).draws(16).fit(chosenBy((person, row) -> person % 2 == 0 ? row[0] : -row[0]));
        assertEquals(Fitted.Status.UNIDENTIFIED, both.status(), both.toString());
        assertTrue(
                both.message().contains("spread(x)") && both.message().contains("no finite estimate"), both.message());
        assertEquals(WeightStatus.NO_FINITE_ESTIMATE, both.typical().get(0).status());
    }

    /** Choices among three of what is the largest for each of ten persons. */
    private static List<Observation> chosenBy(ToDoubleBiFunction<Integer, double[]> score) {
        KeyedRandom random = new KeyedRandom(17);
        List<Observation> all = new ArrayList<>();
        for (int p = 0; p < 10; p++) {
            for (int t = 0; t < 4; t++) {
                double[][] rows = new double[3][];
                double[] scores = new double[3];
                for (int j = 0; j < 3; j++) {
                    rows[j] = new double[] {random.nextGaussian(), random.nextGaussian()};
                    scores[j] = score.applyAsDouble(p, rows[j]);
                }
                all.add(Observation.of(
                                "p" + p + "t" + t,
                                Features.of(rows),
                                Oracles.argmax(3),
                                Oracles.argmax(3).solve(scores))
                        .withCluster("p" + p));
            }
        }
        return all;
    }

    @Test
    void individualTastesAreBetweenThoseOfAllAndTheirOwn() {
        SimulatedPersons persons = SimulatedPersons.choosing(4, 60, 12, 4);
        FittedTastes fitted =
                Tastes.of(MODEL).correlated().draws(32).with("threads", 2).fit(persons.decisions());
        double own = 0;
        double mean = 0;
        int inside = 0;
        for (int p = 0; p < 60; p++) {
            PersonTastes one =
                    fitted.individual(persons.decisions().subList(12 * p, 12 * p + 12), PluginCatalogue.discover());
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
        assertTrue(refusal(Tastes.of(MODEL).with("l2", 1), choices).contains("cannot be combined with penalties"));
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
        assertTrue(refusal(tastes, trips).contains("Maybe choose lognormal tastes"));
        FittedTastes fitted =
                tastes.law(Law.LOGNORMAL).with("errors", "NONE").draws(8).fit(trips);
        assertEquals(2, fitted.population().median(1), 1, fitted.toString());
    }

    /** A normal weight of variance s^2 is like a uniform one of half the width sqrt(3) s. */
    @Test
    void uniformTastesAndFixedMeansHaveSpreads() {
        List<Observation> choices = SimulatedPersons.choosing(4, 150, 10, 8).decisions();
        FittedTastes fitted = Tastes.of(MODEL)
                .fix("y", -0.5)
                .law("x", Law.UNIFORM)
                .law("y", Law.NORMAL)
                .draws(64)
                .fit(choices);
        Taste x = fitted.taste("x");
        assertEquals(0.8, x.deviation().value(), 4 * x.deviation().standardError());
        Taste y = fitted.taste("y");
        assertEquals(-0.5, y.location().estimate());
        assertEquals(WeightStatus.FIXED, y.location().status());
        assertEquals(Math.hypot(0.4, 0.5), y.spread().estimate(), 4 * y.spread().standardError());
        assertTrue(y.spread().standardError() < 0.15, fitted.toString());
        double[] end = fitted.population().weights(new double[] {9, 0});
        assertEquals(x.location().estimate() + x.spread().estimate(), end[0], 1e-9);
    }
}
