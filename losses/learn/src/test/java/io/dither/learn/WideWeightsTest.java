package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.FitSettings.Errors;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A row of weights per alternative: the multinomial logit, whose weights are differences to those of the first alternative. The same
 * weights shared, of features that are 0 but in one block, are the yardstick.
 */
class WideWeightsTest {
    private static final List<String> NAMES = List.of("income", "age");
    private static final int WIDTH = 3;
    private static final double[][] TRUTH = {{0.3, 1, -1}, {-0.2, 0.4, 1}, {0.1, -0.6, 0}};

    private static List<Observation> days(int count, boolean isWide) {
        KeyedRandom random = new KeyedRandom(7);
        List<Observation> days = new ArrayList<>();
        double[] z = new double[3];
        for (int i = 0; i < count; i++) {
            double[] x = {10 + 2 * random.nextGaussian(), random.nextGaussian(), 1};
            Noise.gumbel().sample(random, z);
            double[][] blocks = new double[3][2 * WIDTH];
            for (int j = 0; j < 3; j++) {
                z[j] += TRUTH[j][0] * x[0] + TRUTH[j][1] * x[1] + TRUTH[j][2];
                System.arraycopy(x, 0, blocks[j], Math.max(0, j - 1) * WIDTH, j == 0 ? 0 : WIDTH);
            }
            days.add(Observation.of(
                    "d" + i,
                    isWide ? Features.of(Arrays.copyOf(x, 2)) : Features.of(blocks),
                    Oracles.argmax(3),
                    Decision.of(Oracles.argmax(3).solve(z))));
        }
        return days;
    }

    private static Learner wide() {
        return Learner.of(LinearModel.of(NAMES, 3, Link.IDENTITY));
    }

    private static Learner shared() {
        return Learner.of(SharedLinearModel.of("i1", "a1", "c1", "i2", "a2", "c2"));
    }

    private static void assertSame(Fitted shared, Fitted wide, double tolerance) {
        assertEquals(Fitted.Status.CONVERGED, wide.status(), wide.message());
        for (int k = 0; k < 3 * WIDTH; k++) {
            Weight one = wide.weights().get(k);
            if (k < WIDTH) {
                assertEquals(WeightStatus.REFERENCE, one.status());
                assertEquals(0, one.estimate());
                assertTrue(Double.isNaN(one.standardError()));
                continue;
            }
            Weight other = shared.weights().get(k - WIDTH);
            assertEquals(other.estimate(), one.estimate(), tolerance * Math.abs(other.estimate()), one.name());
            assertEquals(other.standardError(), one.standardError(), tolerance * other.standardError(), one.name());
            assertEquals(other.low(), one.low(), tolerance * Math.abs(other.low()) + tolerance, one.name());
            assertEquals(other.pValue(), one.pValue(), tolerance);
        }
    }

    @Test
    void errorsAreThoseOfTheMultinomialLogit() {
        List<Observation> wide = days(400, true);
        Fitted fitted = wide().noise("gumbel").fit(wide);
        List<ConditionalLogit.Choice> choices = days(400, false).stream()
                .map(one -> {
                    double[][] rows = new double[3][6];
                    for (int j = 0; j < 3; j++) {
                        for (int k = 0; k < 6; k++) {
                            rows[j][k] = one.features().get(j, k);
                        }
                    }
                    int chosen = 0;
                    while (one.target().values()[chosen] == 0) {
                        chosen++;
                    }
                    return new ConditionalLogit.Choice(rows, chosen, one.id());
                })
                .toList();
        ConditionalLogit exact = ConditionalLogit.fit(choices);
        Fitted byModel = wide().noise("gumbel").errors(Errors.MODEL).fit(wide);
        for (int k = 0; k < 6; k++) {
            Weight one = fitted.weights().get(WIDTH + k);
            double estimate = exact.weights().get(k, 0);
            assertEquals(estimate, one.estimate(), 1e-6 * Math.abs(estimate), one.name());
            double robust = Math.sqrt(exact.robust().get(k, k) * 400 / 399);
            assertEquals(robust, one.standardError(), 1e-5 * robust, one.name());
            double classical = Math.sqrt(exact.classical().get(k, k));
            assertEquals(classical, byModel.weights().get(WIDTH + k).standardError(), 1e-5 * classical);
        }
        assertTrue(fitted.message().contains("differences to those of [0], the reference"), fitted.message());
    }

    @Test
    void allNoisesAndErrorsAreThoseOfSharedWeights() {
        for (int count : new int[] {90}) {
            List<Observation> wide = days(count, true);
            List<Observation> shared = days(count, false);
            assertSame(
                    shared().noise("gumbel").fit(shared), wide().noise("gumbel").fit(wide), 1e-4);
            assertSame(
                    shared().loss("likelihood").fit(shared),
                    wide().loss("likelihood").fit(wide),
                    1e-3);
            assertSame(shared().fit(shared), wide().fit(wide), 1e-4);
        }
    }

    @Tag("long")
    @Test
    void theJackknifeKeepsTheReference() {
        FitSettings settings =
                FitSettings.USUAL.noise("gumbel").errors(Errors.JACKKNIFE).tolerance(1e-6);
        assertSame(
                shared().with(settings).fit(days(24, false)),
                wide().with(settings).fit(days(24, true)),
                2e-3);
    }

    @Test
    void aUnitMakesEpsilonAnUnknownAndTheOthersRatios() {
        Fitted shared = shared().noise("gumbel").fix("a1", -0.6).learnEpsilon().fit(days(150, false));
        Fitted wide = wide().noise("gumbel")
                .fix("age[0]", 0)
                .fix("age[1]", -0.6)
                .learnEpsilon()
                .fit(days(150, true));
        assertEquals(shared.epsilon(), wide.epsilon(), 1e-5);
        assertEquals(shared.epsilonError(), wide.epsilonError(), 1e-4);
        for (int k : new int[] {0, 2, 3, 4, 5}) {
            Weight one = wide.weights().get(WIDTH + k);
            Weight other = shared.weights().get(k);
            assertEquals(other.estimate(), one.estimate(), 1e-4, one.name());
            assertEquals(other.standardError(), one.standardError(), 1e-3, one.name());
            assertEquals(other.low(), one.low(), 2e-3, one.name());
            assertEquals(other.high(), one.high(), 2e-3, one.name());
        }
    }

    @Test
    void decisionsDoNotDependOnTheReference() {
        List<Observation> wide = days(200, true);
        Fitted free = wide().noise("gumbel").fit(wide);
        Fitted fixed = wide().noise("gumbel")
                .fix("income[0]", 5)
                .fix("age[0]", 1)
                .fix("constant[0]", -2)
                .fit(wide);
        assertEquals("fixed", fixed.weight("income[0]").note());
        try (Predictor one = Predictor.of(free);
                Predictor other = Predictor.of(fixed)) {
            for (Observation day : wide.subList(0, 20)) {
                assertArrayEquals(
                        other.probabilities(day.features(), day.oracle(), 1, 0),
                        one.probabilities(day.features(), day.oracle(), 1, 0),
                        1e-6);
            }
        }
    }

    @Test
    void tooManyWeightsHaveNoErrorsAndSayWhy() {
        LinearModel large = LinearModel.of(List.of("x"), 151, Link.IDENTITY);
        List<Observation> days = new ArrayList<>();
        KeyedRandom random = new KeyedRandom(1);
        for (int i = 0; i < 40; i++) {
            double[] theta = new double[151];
            Arrays.setAll(theta, j -> random.nextGaussian());
            days.add(Observation.of(
                    "d" + i,
                    Features.of(new double[] {random.nextGaussian()}),
                    Oracles.argmax(151),
                    Decision.of(Oracles.argmax(151).solve(theta))));
        }
        FitSettings settings = FitSettings.USUAL.with("iterations", 3).with("noise", "gumbel");
        Learner learner = Learner.of(large, settings, io.dither.plugin.PluginCatalogue.discover());
        assertTrue(
                learner.reasonWithoutErrors(days).contains("302 weights, more than 300"),
                learner.reasonWithoutErrors(days));
        Fitted fitted = learner.fit(days);
        assertTrue(fitted.weights().stream().allMatch(one -> Double.isNaN(one.standardError())));
    }
}
