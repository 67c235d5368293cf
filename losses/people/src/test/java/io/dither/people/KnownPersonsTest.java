package io.dither.people;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.choice.Elasticities;
import io.dither.learn.Forecast;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.people.tastes.Classes;
import io.dither.people.tastes.FittedClasses;
import io.dither.people.tastes.FittedTastes;
import io.dither.people.tastes.Tastes;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownPersonsTest {
    private static final int CHOICES = 8;
    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();
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
                        tastes, held, one -> one.id().charAt(one.id().length() - 1), PLUGINS, () -> false)
                .orElseThrow();
        assertEquals(100, last.byOwnTastes().size());
        assertTrue(last.byOwnTastes().get(0).observation().id().endsWith("t7"));
        assertTrue(last.probabilityGain().low() > 0, last.probabilityGain().toString());
        assertTrue(last.differences().get(0).low() > 0, last.differences().toString());
        assertTrue(LastDecisions.of(tastes, held.subList(0, CHOICES), one -> 0, PLUGINS, () -> false)
                .isEmpty());
    }

    @Test
    void strangersAreDecidedForByProbabilitiesOverAllTastes() {
        KnownPersons persons = new KnownPersons(tastes, Map.of());
        Observation one = decisions.get(0);
        Forecast found = persons.forecast(one, new Forecast.Request(true, 3, 4_000, 1));
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
                assertEquals(other.probability(), other.decision().dot(shares), 1e-9);
                sum += other.probability();
            }
            assertEquals(1, sum, 1e-9);
        }
    }

    @Test
    void aSavedModelDecidesForEachPersonAsBefore(@TempDir Path folder) {
        KnownPersons persons = KnownPersons.of(tastes, decisions.subList(0, 4 * CHOICES), PLUGINS, () -> false);
        persons.addedTo(SavedModel.of(tastes.commonFit())).save(folder);
        SavedModel loaded = SavedModel.load(folder);
        KnownPersons again = KnownPersons.of(loaded).orElseThrow();
        assertEquals(4, again.tastes().size());
        assertArrayEquals(
                persons.tastes().get("p0").covariance()[0],
                again.tastes().get("p0").covariance()[0]);
        Forecast.Request request = new Forecast.Request(true, 2, 50, 1);
        for (Observation one : decisions.subList(0, 6 * CHOICES)) {
            Forecast before = persons.forecast(one, request);
            Forecast after = again.forecast(one, request);
            assertEquals(before.best().cost(), after.best().cost());
            assertArrayEquals(
                    before.probabilities().toArray(), after.probabilities().toArray());
        }
        assertEquals(tastes.toString(), again.fitted().toString());
        double own = persons.fitted("p0").weight("x").estimate();
        assertEquals(own, again.fitted("p0").weight("x").estimate());
        assertEquals(tastes.population().mean(0), again.fitted("p5").weight("x").estimate());
        List<Observation> some = decisions.subList(0, 40 * CHOICES);
        assertEquals(
                persons.outcomes(some).stream().filter(Outcome::isExact).count(),
                again.outcomes(some).stream().filter(Outcome::isExact).count());
    }

    /** Older files know the spreads of a person alone. */
    @Test
    void whatOlderFilesDoNotHaveIsCompleted() throws JsonProcessingException {
        KnownPersons persons = KnownPersons.of(tastes, decisions.subList(0, CHOICES), PLUGINS, () -> false);
        ObjectNode saved = SavedPersons.toJson(persons);
        ((ObjectNode) saved.path("differ")).remove(List.of("effectivePersons", "nearZero"));
        ((ObjectNode) saved.path("known").path("p0")).remove("covariance");
        KnownPersons again = SavedPersons.read(saved, persons.typical());
        assertEquals(tastes.bic(), again.fitted().bic());
        assertArrayEquals(
                persons.tastes().get("p0").spread(), again.tastes().get("p0").spread());
        Observation one = decisions.get(0);
        assertArrayEquals(persons.probabilities(one, 500, 1), again.probabilities(one, 500, 1), 1e-12);
    }

    /** d ln (mean over persons of p_i) / d ln x_j, by the midpoint rule over the normal law and differences in x. */
    private static double elasticity(double location, double spread, Features features, int i, int j) {
        double[] means = new double[2];
        for (int side = 0; side < 2; side++) {
            double factor = side == 0 ? 1 - 1e-4 : 1 + 1e-4;
            for (double z = -7.95; z < 8; z += 0.1) {
                double sum = 0;
                double own = 0;
                for (int k = 0; k < features.rows(); k++) {
                    double x = features.get(k, 0) * (k == j ? factor : 1);
                    double odds = Math.exp((location + spread * z) * x);
                    sum += odds;
                    own = k == i ? odds : own;
                }
                means[side] += own / sum * Noise.gaussian().density(z);
            }
        }
        return Math.log(means[1] / means[0]) / 2e-4;
    }

    @Test
    void elasticitiesAreThoseOfTheMeanOverPersons() {
        Observation one = decisions.get(0);
        Elasticities all = Elasticities.of(tastes, 4_000);
        double b = tastes.population().location()[0];
        double s = tastes.population().spread(0);
        for (int j = 0; j < 2; j++) {
            int changed = j;
            DoubleBinaryOperator exact = (location, spread) -> elasticity(location, spread, one.features(), 0, changed);
            Interval found = all.of(one.features(), one.oracle(), 0, j, "x");
            assertEquals(exact.applyAsDouble(b, s), found.value(), 0.15 * found.standardError());
            double[] slopes = {
                (exact.applyAsDouble(b + 1e-3, s) - exact.applyAsDouble(b - 1e-3, s)) / 2e-3,
                (exact.applyAsDouble(b, s + 1e-3) - exact.applyAsDouble(b, s - 1e-3)) / 2e-3
            };
            double[][] c = tastes.covariance();
            double variance = slopes[0] * slopes[0] * c[0][0]
                    + 2 * slopes[0] * slopes[1] * c[0][1]
                    + slopes[1] * slopes[1] * c[1][1];
            assertEquals(Math.sqrt(variance), found.standardError(), 0.1 * found.standardError());
        }
        List<Observation> some = decisions.subList(0, 40);
        Weight own = Elasticities.of(tastes, 40).own(some).get(0);
        double sum = 0;
        for (Observation each : some) {
            double[] p = new KnownPersons(tastes, Map.of()).probabilities(each, 2_000, 1);
            for (int i = 0; i < 3; i++) {
                sum += p[i] * elasticity(b, s, each.features(), i, i) / some.size();
            }
        }
        assertEquals(sum, own.estimate(), 0.5 * own.standardError());
        assertTrue(own.standardError() < 0.5 * own.estimate(), own.toString());
    }

    /** Of two classes: the mean over their shares. */
    @Test
    void elasticitiesOfClassesAreOfTheMeanOverThem() {
        List<Observation> some = decisions.subList(0, 40 * CHOICES);
        FittedClasses classes = Classes.of(SharedLinearModel.of("x"))
                .starts(4)
                .with("threads", 2)
                .fit(some, 2);
        Observation one = decisions.get(0);
        Interval found = Elasticities.of(classes, 2).of(one.features(), one.oracle(), 0, 1, "x");
        double slope = 0;
        double mean = 0;
        for (FittedClasses.LatentClass each : classes.classes()) {
            double weight = each.weights().get(0).estimate();
            double sum = 0;
            double[] odds = new double[3];
            for (int i = 0; i < 3; i++) {
                odds[i] = Math.exp(weight * one.features().get(i, 0));
                sum += odds[i];
            }
            double share = each.share().value();
            mean += share * odds[0] / sum;
            slope -= share * weight * one.features().get(1, 0) * odds[0] * odds[1] / sum / sum;
        }
        assertEquals(slope / mean, found.value(), 1e-9);
        assertTrue(found.standardError() > 0, found.toString());
    }
}
