package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.exact.SoftPaths;
import io.dither.layer.Decision;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.losses.LikelihoodLoss;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model decides and gives probabilities by the noise of its loss. */
class LossNoiseTest {
    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();
    private static final List<Observation> CHOICES = Choices.of(300, 3, 1, -0.5);
    private static final Features NEW = Features.of(new double[][] {{1, 0}, {0, 1}, {0.5, 0.5}});

    private static Learner learner() {
        return Learner.of(SharedLinearModel.of("a", "b"));
    }

    private static double[] logit(Fitted fitted) {
        double[] shares = new double[NEW.rows()];
        Arrays.setAll(
                shares,
                j -> Math.exp(NEW.get(j, 0) * fitted.weight("a").estimate()
                        + NEW.get(j, 1) * fitted.weight("b").estimate()));
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(one -> one / sum).toArray();
    }

    private static double[] probabilities(Fitted fitted) {
        try (Predictor predictor = Predictor.of(fitted)) {
            return predictor.probabilities(NEW, Oracles.argmax(3), 10, 0);
        }
    }

    @Test
    void aLikelihoodGivesTheProbabilitiesOfTheLogitAlsoOnceItIsSaved(@TempDir Path folder) {
        Fitted fitted = learner().loss("likelihood").fit(CHOICES);
        assertEquals("gumbel", fitted.noise().text());
        assertArrayEquals(logit(fitted), probabilities(fitted), 1e-12);
        Fitted byNoise = learner().noise("gumbel").fit(CHOICES);
        assertArrayEquals(probabilities(byNoise), probabilities(fitted), 1e-6);
        SavedModel.of(fitted).save(folder);
        assertArrayEquals(
                probabilities(fitted), probabilities(SavedModel.load(folder).fitted()), 0);
    }

    @Test
    void alternativesAreDrawnWithThatNoise() {
        Fitted fitted = learner().loss("likelihood").fit(CHOICES);
        double[] logit = logit(fitted);
        int draws = 4000;
        try (Predictor predictor = Predictor.of(fitted)) {
            for (Predictor.Alternative one : predictor.alternatives(NEW, Oracles.argmax(3), 3, draws, 1)) {
                double[] y = one.decision().toArray();
                double p = y[0] * logit[0] + y[1] * logit[1] + y[2] * logit[2];
                assertEquals(p, one.probability(), 5 * Math.sqrt(p * (1 - p) / draws));
            }
        }
    }

    @Test
    void anAmplitudeInTheLossIsThatOfTheProbabilities() {
        Fitted one = learner().loss("likelihood").fit(CHOICES);
        Fitted twice = learner().loss("likelihood:epsilon=2").fit(CHOICES);
        assertEquals(2, twice.epsilon());
        assertArrayEquals(probabilities(one), probabilities(twice), 1e-5);
    }

    @Test
    void anotherNoiseIsRefused() {
        for (Learner contradictory : List.of(
                learner().loss("likelihood").noise("gaussian"),
                learner().loss("likelihood").noise(Noise.logistic()),
                learner().loss(new LikelihoodLoss.Factory(Noise.gumbel(), 1)).noise("laplace"),
                learner().noise(NoiseModel.WALKS))) {
            InvalidArgumentException refused =
                    assertThrows(InvalidArgumentException.class, () -> contradictory.fit(CHOICES));
            assertTrue(refused.getMessage().contains("is not that of the loss"), refused.getMessage());
        }
        assertEquals(
                "gumbel",
                learner()
                        .loss(new LikelihoodLoss.Factory(Noise.gumbel(), 1))
                        .fit(CHOICES)
                        .noise()
                        .text());
    }

    @Test
    void aLikelihoodWithoutATextGivesProbabilitiesOfDecisions() {
        Fitted fitted =
                learner().loss(new LikelihoodLoss.Factory(Noise.gumbel(), 1)).fit(CHOICES);
        try (Predictor predictor = Predictor.of(fitted)) {
            assertEquals(
                    Math.log(logit(fitted)[1]),
                    predictor.logProbability(NEW, Oracles.argmax(3), Decision.of(0, 1, 0)),
                    1e-12);
        }
    }

    @Test
    void walksHaveNoProbabilitiesForAnOracleWithoutPaths() {
        Fitted fitted = learner().fit(CHOICES);
        NoiseModel walks = NoiseModel.parse(NoiseModel.WALKS, false, PLUGINS);
        try (Predictor predictor = new Predictor(fitted.model(), fitted.parameters(), walks, 1)) {
            assertThrows(InvalidArgumentException.class, () -> predictor.probabilities(NEW, Oracles.argmax(3), 10, 1));
        }
    }

    @Test
    void onlyGammaNoiseFollowsLengths() {
        for (String text : List.of(NoiseModel.WALKS, NoiseModel.LOGNORMAL, "gaussian")) {
            assertThrows(InvalidArgumentException.class, () -> NoiseModel.parse(text, true, PLUGINS), text);
        }
        assertEquals(5, NoiseModel.parse("gamma:shape=5", true, PLUGINS).shapePerLength());
    }

    @Test
    void noiseOfAFixedDimensionDiffersByCoordinate() {
        assertTrue(new NoiseModel("gaussian", Noise.gaussian(), false, 0).isAdditiveIid());
        Noise scaled = Noise.gaussian(new double[] {1, 2});
        assertFalse(new NoiseModel("scaled", scaled, false, 0).isAdditiveIid());
    }

    @Test
    void aSavedModelHasTheLikelihoodOfItsCatalogue(@TempDir Path folder) {
        SavedModel.of(learner().loss("likelihood").fit(CHOICES)).save(folder);
        assertTrue(SavedModel.load(folder, PLUGINS).fitted().likelihood().isPresent());
    }

    @Test
    void lossesSayWhichNoiseTheyMean() {
        assertEquals(
                "gamma:shape=3",
                NoiseModel.ofLoss("likelihood:noise=(gamma:shape=3)", PLUGINS)
                        .orElseThrow()
                        .text());
        assertTrue(NoiseModel.ofLoss("recursive-logit", PLUGINS).orElseThrow().isWalks());
        for (String open : List.of("fenchel-young", "moments", "spo-plus", "custom")) {
            assertTrue(NoiseModel.ofLoss(open, PLUGINS).isEmpty(), open);
        }
    }

    /** Each vertex is left by its own choice, so that flows are those of the soft paths. */
    @Test
    void aRecursiveLogitDrawsWalks() {
        SimulatedRoads roads = new SimulatedRoads(4, 2);
        Observation trip = roads.trips(1, Noise.gaussian(), 0.3, true, 6).get(0);
        NoiseModel walks = NoiseModel.ofLoss("recursive-logit", PLUGINS).orElseThrow();
        SharedLinearModel model = SharedLinearModel.of(SimulatedRoads.NAMES);
        double[] theta = model.theta(SimulatedRoads.TRUTH, trip.features());
        double[] flows = SoftPaths.of(trip.oracle(), 0.5)
                .forward(new Input(theta, NoiseKey.ZERO, trip.oracle()))
                .output()
                .values();
        int draws = 3000;
        try (Predictor predictor = new Predictor(model, SimulatedRoads.TRUTH, walks, 0.5)) {
            assertArrayEquals(flows, predictor.probabilities(trip.features(), trip.oracle(), 10, 0), 1e-12);
            double[] mean = new double[flows.length];
            predictor
                    .alternatives(trip.features(), trip.oracle(), draws, draws, 1)
                    .forEach(one -> one.decision().addTo(mean, one.probability()));
            assertFalse(Arrays.equals(flows, mean));
            for (int j = 0; j < flows.length; j++) {
                assertEquals(flows[j], mean[j], 5 * Math.sqrt((flows[j] + 0.001) / draws), "coordinate " + j);
            }
            assertArrayEquals(theta, predictor.costs(trip.features(), trip.oracle()), 0);
        }
    }
}
