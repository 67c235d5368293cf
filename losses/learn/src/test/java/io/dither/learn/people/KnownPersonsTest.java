package io.dither.learn.people;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.Forecast;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.tastes.FittedTastes;
import io.dither.learn.tastes.Tastes;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownPersonsTest {
    private static final int CHOICES = 8;
    private static List<Observation> decisions = List.of();
    private static FittedTastes tastes = null;

    /** Choices among three, by scores x w with Gumbel noise; the weight of a person is 0.5 + 2 z. */
    private static List<Observation> made(int persons) {
        KeyedRandom random = new KeyedRandom(3);
        List<Observation> all = new ArrayList<>();
        double[] noise = new double[3];
        for (int p = 0; p < persons; p++) {
            double weight = 0.5 + 2 * random.nextGaussian();
            for (int t = 0; t < CHOICES; t++) {
                Noise.gumbel().sample(random, noise);
                double[][] rows = new double[3][1];
                for (int j = 0; j < 3; j++) {
                    rows[j][0] = random.nextGaussian();
                    noise[j] += weight * rows[j][0];
                }
                all.add(Observation.of(
                                "p" + p + "t" + t,
                                Features.of(rows),
                                Oracles.argmax(3),
                                Oracles.argmax(3).solve(noise))
                        .withCluster("p" + p));
            }
        }
        return all;
    }

    @BeforeAll
    static void learn() {
        decisions = made(180);
        tastes = Tastes.of(SharedLinearModel.of("x")).with("threads", 2).fit(decisions.subList(0, 80 * CHOICES));
    }

    @Test
    void lastDecisionsAreForetoldByOwnTastes() {
        List<Observation> held = decisions.subList(80 * CHOICES, decisions.size());
        LastDecisions last = LastDecisions.of(
                        tastes, held, one -> one.id().charAt(one.id().length() - 1), () -> false)
                .orElseThrow();
        assertEquals(100, last.own().size());
        assertTrue(last.own().get(0).observation().id().endsWith("t7"));
        assertTrue(last.likelier().low() > 0, last.likelier().toString());
        assertTrue(last.differences().get(0).low() > 0, last.differences().toString());
        assertTrue(LastDecisions.of(tastes, held.subList(0, CHOICES), one -> 0, () -> false)
                .isEmpty());
    }

    @Test
    void strangersAreDecidedForByProbabilitiesOverAllTastes() {
        KnownPersons persons = new KnownPersons(tastes, Map.of());
        Observation one = decisions.get(0);
        Forecast found = persons.forecast(one, new Forecast.Wish(true, 3, 4_000, 1));
        double[] shares = found.probabilities().toArray();
        assertEquals(1, Arrays.stream(shares).sum(), 1e-9);
        double[] others = persons.probabilities(one, 4_000, 2);
        assertArrayEquals(others, shares, 0.04);
        assertTrue(!Arrays.equals(others, shares), "another seed draws other tastes");
        int best = (int) found.best().decision().dot(new double[] {0, 1, 2});
        assertEquals(Arrays.stream(shares).max().orElse(0), shares[best], 0.03);
        try (Predictor typical = Predictor.of(persons.typical())) {
            double[] ofTypical = typical.probabilities(one.features(), one.oracle(), 4_000, 1);
            double most = 0;
            for (int j = 0; j < 3; j++) {
                most = Math.max(most, Math.abs(ofTypical[j] - shares[j]));
            }
            assertTrue(most > 0.05, "persons differ");
            double sum = 0;
            for (Predictor.Alternative other : found.alternatives()) {
                assertEquals(other.probability(), other.decision().dot(shares), 0.04);
                sum += other.probability();
            }
            assertEquals(1, sum, 1e-9);
        }
    }

    @Test
    void aSavedModelDecidesForEachPersonAsBefore(@TempDir Path folder) {
        KnownPersons persons = KnownPersons.of(tastes, decisions.subList(0, 4 * CHOICES), () -> false);
        persons.in(SavedModel.of(tastes.oneTaste())).save(folder);
        SavedModel loaded = SavedModel.load(folder);
        KnownPersons again = KnownPersons.of(loaded).orElseThrow();
        assertEquals(4, again.known().size());
        Forecast.Wish wish = new Forecast.Wish(true, 2, 50, 1);
        for (Observation one : decisions.subList(0, 6 * CHOICES)) {
            Forecast before = persons.forecast(one, wish);
            Forecast after = again.forecast(one, wish);
            assertEquals(before.best().cost(), after.best().cost());
            assertArrayEquals(
                    before.probabilities().toArray(), after.probabilities().toArray());
        }
        assertEquals(tastes.toString(), again.fitted().toString());
        double own = persons.fitted("p0").weight("x").estimate();
        assertEquals(own, again.fitted("p0").weight("x").estimate());
        assertEquals(tastes.population().mean(0), again.fitted("p5").weight("x").estimate());
        assertEquals(
                persons.outcomes(decisions).stream().filter(Outcome::isExact).count(),
                again.outcomes(decisions).stream().filter(Outcome::isExact).count());
    }
}
