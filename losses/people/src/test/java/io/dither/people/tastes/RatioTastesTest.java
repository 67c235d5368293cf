package io.dither.people.tastes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.Learner;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.people.KnownPersons;
import io.dither.people.internal.LikelihoodRecipe;
import io.dither.people.internal.Person;
import io.dither.people.internal.RatioLikelihood;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tastes that are ratios to the weight of the price. */
class RatioTastesTest {
    private static final SharedLinearModel MODEL = SharedLinearModel.of("time", "comfort", "price");
    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();
    private static final List<Observation> CHOICES = choices(250, 8);

    @TempDir
    Path folder = Path.of("");

    /** One unit of time is worth 2 + z in units of price, of comfort -1; the weight of the price is -exp(.3 + .6 u). */
    private static List<Observation> choices(int persons, int times) {
        return choices(persons, times, 0.3, 0.6);
    }

    private static List<Observation> choices(int persons, int times, double location, double spread) {
        KeyedRandom random = new KeyedRandom(4);
        List<Observation> all = new ArrayList<>();
        for (int p = 0; p < persons; p++) {
            double price = -Math.exp(location + spread * random.nextGaussian());
            double[] weights = {price * (2 + random.nextGaussian()), -price, price};
            for (int t = 0; t < times; t++) {
                double[] utilities = new double[4];
                Noise.gumbel().sample(random, utilities);
                double[][] rows = new double[4][3];
                for (int j = 0; j < 4; j++) {
                    for (int k = 0; k < 3; k++) {
                        rows[j][k] = random.nextGaussian();
                        utilities[j] += weights[k] * rows[j][k];
                    }
                }
                all.add(Observation.of(
                                "p" + p + "t" + t,
                                Features.of(rows),
                                Oracles.argmax(4),
                                Oracles.argmax(4).solve(utilities))
                        .withCluster("p" + p));
            }
        }
        return all;
    }

    private static Tastes tastes() {
        return Tastes.of(MODEL).with("threads", 2).in("price").draws(64);
    }

    private static void assertNear(double truth, double estimate, double error) {
        assertEquals(truth, estimate, 4 * error);
        assertTrue(error < 0.2, "error " + error);
    }

    @Test
    void ratiosThatDifferAreFound() {
        FittedTastes fitted = tastes().law("comfort", Law.FIXED).fit(CHOICES);
        assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.message());
        Taste time = fitted.taste("time");
        assertNear(2, time.location().estimate(), time.location().standardError());
        assertNear(1, time.spread().estimate(), time.spread().standardError());
        Taste comfort = fitted.taste("comfort");
        assertNear(-1, comfort.location().estimate(), comfort.location().standardError());
        Taste price = fitted.taste("price");
        assertEquals(Law.LOGNORMAL, price.law());
        assertNear(0.3, price.location().estimate(), price.location().standardError());
        assertNear(0.6, price.spread().estimate(), price.spread().standardError());
        Weight ratio = fitted.ratio("time", "price");
        assertEquals(time.median().value(), ratio.estimate(), 1e-12);
        assertEquals(time.median().standardError(), ratio.standardError(), 1e-6);
        assertTrue(fitted.toString().contains("\ntime / price "), fitted.toString());
        assertSaved(fitted);
    }

    private void assertSaved(FittedTastes fitted) {
        List<Observation> few = CHOICES.subList(0, 80);
        KnownPersons persons = KnownPersons.of(fitted, few, PLUGINS, () -> false);
        persons.addedTo(SavedModel.of(persons.typical())).save(folder);
        SavedModel saved = SavedModel.load(folder, PLUGINS);
        KnownPersons loaded = KnownPersons.of(saved).orElseThrow();
        double[] weights = saved.fitted().parameters();
        assertArrayEquals(persons.typical().parameters(), weights);
        FittedTastes read = (FittedTastes) loaded.fitted();
        assertEquals(2, read.population().unit());
        assertEquals(fitted.toString(), read.toString());
        for (Observation choice : few.subList(0, 10)) {
            assertArrayEquals(persons.probabilities(choice, 100, 1), loaded.probabilities(choice, 100, 1));
        }
    }

    /** A product of lognormal numbers is lognormal: the same law as that of correlated lognormal weights. */
    @Test
    void lognormalRatiosAreLognormalWeights() {
        List<Observation> some = CHOICES.subList(0, 60 * 8);
        FittedTastes ratios = tastes().law(Law.LOGNORMAL).correlated().fit(some);
        FittedTastes weights = Tastes.of(MODEL)
                .with("threads", 2)
                .draws(64)
                .law(Law.LOGNORMAL)
                .correlated()
                .fit(some);
        double simulation = Math.hypot(
                ratios.logLikelihood().standardError(), weights.logLikelihood().standardError());
        assertEquals(weights.logLikelihood().value(), ratios.logLikelihood().value(), 5 * simulation);
        assertTrue(simulation < 0.5, "simulation error " + simulation);
        assertEquals(
                weights.ratio("time", "price").estimate(),
                ratios.ratio("time", "price").estimate(),
                0.5 * weights.ratio("time", "price").standardError());
    }

    /** Of persons who decide almost without noise, a likelihood by draws is rough, and its curvature too large. */
    @Test
    @Tag("long")
    void errorsThatAreTooSmallAreLeftOut() {
        FittedTastes fitted = tastes().law(Law.LOGNORMAL).fit(choices(25, 8, 2, 2));
        assertTrue(
                fitted.message().startsWith("there are no standard errors: those of time / price"), fitted.message());
        assertTrue(Double.isNaN(fitted.taste("time").location().standardError()));
    }

    @Test
    void slopesAreThoseOfDifferences() {
        List<Observation> some = CHOICES.subList(0, 16);
        List<Person> persons = Person.of(some);
        Fitted commonFit = Learner.of(MODEL).noise("gumbel").withoutIntervals().fit(CHOICES);
        RatioLikelihood likelihood = new RatioLikelihood(
                LikelihoodRecipe.of(commonFit, some, PLUGINS).of(persons, PLUGINS), 2);
        double[] ratios = {1.5, 2.5, -1, -0.5, -1.2, -0.8}; // two draws of each
        double[] slopes = new double[6];
        double[] logs = new double[2];
        likelihood.evaluateAtDraws(1, ratios, logs, slopes);
        for (int at = 0; at < 6; at++) {
            double[] up = {ratios[at % 2], ratios[2 + at % 2], ratios[4 + at % 2]};
            double[] down = up.clone();
            up[at / 2] += 1e-5;
            down[at / 2] -= 1e-5;
            double[] unused = new double[3];
            double difference =
                    (likelihood.logLikelihood(1, up, unused) - likelihood.logLikelihood(1, down, unused)) / 2e-5;
            assertEquals(difference, slopes[at], 1e-7);
            double[] here = {ratios[at % 2], ratios[2 + at % 2], ratios[4 + at % 2]};
            double[] gradient = new double[3];
            assertEquals(logs[at % 2], likelihood.logLikelihood(1, here, gradient), 1e-12);
            assertEquals(slopes[at], gradient[at / 2], 1e-12);
        }
    }

    @Test
    void unitsThatCannotBeAreRefused() {
        List<Tastes> refused = List.of(
                tastes().in("prize"),
                tastes().law("price", Law.NORMAL),
                tastes().fix("comfort", 1),
                tastes().with("noise", "gaussian"));
        List<String> messages = List.of(
                "tastes are ratios to 'prize', which is not a weight",
                "the taste of 'price' is normal, but others cannot be ratios to a weight that may be 0",
                "the weight of 'comfort' is fixed, but tastes are ratios to 'price'",
                "which needs decisions with exact probabilities");
        for (int i = 0; i < refused.size(); i++) {
            Tastes tastes = refused.get(i);
            List<Observation> few = CHOICES.subList(0, 80);
            InvalidArgumentException problem = assertThrows(InvalidArgumentException.class, () -> tastes.fit(few));
            assertTrue(String.valueOf(problem.getMessage()).contains(messages.get(i)), problem.getMessage());
        }
    }
}
