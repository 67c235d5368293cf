package io.dither.people.tastes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.NoiseKey;
import io.dither.learn.Cluster;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.learn.persons.Mixture.PossibleWeights;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.people.internal.Counts;
import io.dither.people.internal.LikelihoodRecipe;
import io.dither.people.internal.Person;
import io.dither.people.internal.PersonPoint;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TasteClassesTest {
    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();
    private static final int CHOICES = 10;
    /** A third of the persons do not mind x and like y; the others differ in x, and mind y. */
    private static final SimulatedPersons PERSONS =
            SimulatedPersons.of(Oracles.argmax(4), Noise.gumbel(), 120, CHOICES, 5, random -> {
                boolean isFirst = random.nextDouble() < 1.0 / 3;
                double normal = random.nextGaussian();
                return isFirst ? new double[] {0, 1.5 + 0.5 * normal} : new double[] {-2 + normal, -1};
            });

    private static Tastes tastes() {
        FitSettings settings = FitSettings.USUAL.with("noise", "gumbel");
        return Tastes.of(SharedLinearModel.of("x", "y"), settings, PLUGINS).draws(24);
    }

    private static FittedTasteClasses fit(Tastes tastes) {
        List<Observation> all = PERSONS.decisions();
        return tastes.fitClasses(Cluster.ofThisMachine().send(all, observation -> ""), all, 2);
    }

    private static final FittedTasteClasses FITTED =
            fit(tastes().law("y", Law.NORMAL).fixInClass("x", 1, 0));

    private static void assertNear(double truth, double estimate, double error) {
        assertTrue(error > 0 && error < 0.5, FITTED.toString());
        assertEquals(truth, estimate, 4 * error, FITTED.toString());
    }

    @Test
    void sharesAndTastesOfBothClassesAreFound() {
        assertEquals(Fitted.Status.CONVERGED, FITTED.status(), FITTED.toString());
        FittedTastes first = FITTED.classes().get(0);
        FittedTastes second = FITTED.classes().get(1);
        assertNear(
                1.0 / 3,
                FITTED.estimate().classes().get(0).share().value(),
                FITTED.estimate().classes().get(0).share().standardError());
        assertEquals(0, first.taste("x").location().estimate());
        assertTrue(first.taste("x").location().isFixed());
        assertNear(
                1.5,
                first.taste("y").location().estimate(),
                first.taste("y").location().standardError());
        assertNear(
                0.5,
                first.taste("y").spread().estimate(),
                first.taste("y").spread().standardError());
        assertNear(
                -2,
                second.taste("x").location().estimate(),
                second.taste("x").location().standardError());
        assertNear(
                1,
                second.taste("x").spread().estimate(),
                second.taste("x").spread().standardError());
        assertNear(
                -1,
                second.taste("y").location().estimate(),
                second.taste("y").location().standardError());
        assertEquals(7, FITTED.parameterCount());
        FittedClasses withoutSpreads = Classes.of(SharedLinearModel.of("x", "y"), settings(), PLUGINS)
                .starts(4)
                .fit(PERSONS.decisions(), 2);
        assertTrue(FITTED.bic() < withoutSpreads.bic(), FITTED + "\n" + withoutSpreads);
    }

    /** Logits have no unit, so they do not diverge because epsilon, the unit of weights, is small. */
    @Test
    void sharesWithASmallEpsilon() {
        FittedTasteClasses small =
                fit(tastes().with("epsilon", 0.001).law("y", Law.NORMAL).fixInClass("x", 1, 0));
        assertEquals(Fitted.Status.CONVERGED, small.status(), small.toString());
        assertEquals(
                FITTED.estimate().classes().get(0).share().value(),
                small.estimate().classes().get(0).share().value(),
                0.02);
    }

    private static FitSettings settings() {
        return FITTED.commonFit().settings();
    }

    @Test
    void decisionsTellTheClassOfAPerson() {
        int right = 0;
        for (int p = 0; p < 60; p++) {
            List<Observation> own = PERSONS.decisions().subList(p * CHOICES, (p + 1) * CHOICES);
            PersonTastes person = FITTED.individual(own, PLUGINS);
            boolean isFirst = PERSONS.weights().get(p)[0] == 0;
            right += person.membership()[isFirst ? 0 : 1] > 0.5 ? 1 : 0;
            assertEquals(1, person.membership()[0] + person.membership()[1], 1e-12);
            assertEquals(person.spread()[1] * person.spread()[1], person.covariance()[1][1], 1e-9);
        }
        assertTrue(right > 52, right + " of 60 persons are in their class");
    }

    @Test
    void drawnWeightsHaveTheSharesAndTheMeansOfTheClasses() {
        Observation any = PERSONS.decisions().get(0);
        List<PossibleWeights> possible = FITTED.possible(any, null, 2000, 1);
        assertEquals(2000, possible.size());
        assertEquals(
                1, possible.stream().mapToDouble(PossibleWeights::probability).sum(), 1e-9);
        double mean = possible.stream()
                .mapToDouble(taste -> taste.probability() * taste.weights()[0])
                .sum();
        assertEquals(FITTED.typical().get(0).estimate(), mean, 0.1);
        double[] x = FITTED.estimates().x();
        assertEquals(FITTED.parameterCount(), x.length);
        double atEstimates = FITTED.possibleWeights(x, new NoiseKey(0, 1), 200).stream()
                .mapToDouble(taste -> taste.probability() * taste.weights()[0])
                .sum();
        assertEquals(FITTED.typical().get(0).estimate(), atEstimates, 1e-9); // draws and their opposites
        PersonTastes person = FITTED.individual(PERSONS.decisions().subList(0, CHOICES), PLUGINS);
        double own = FITTED.possible(any, person, 4000, 1).stream()
                .mapToDouble(taste -> taste.probability() * taste.weights()[1])
                .sum();
        assertEquals(person.mean()[1], own, 4 * person.spread()[1] / Math.sqrt(4000));
    }

    @Test
    void ratiosAreThoseOfEachClass() {
        List<Weight> ratios = FITTED.ratios("y");
        assertEquals("x / y of class 2", ratios.get(1).name());
        assertNear(2, ratios.get(1).estimate(), ratios.get(1).standardError());
    }

    @Test
    void theGradientIsThatOfTheLikelihood() {
        List<Observation> decisions = PERSONS.decisions().subList(0, 8 * CHOICES);
        List<Person> persons = Person.of(decisions);
        Fitted commonFit = FITTED.commonFit();
        List<Population> shapes = FITTED.classes().stream()
                .map(tastes -> tastes.population().standardised(commonFit.model()))
                .toList();
        LikelihoodRecipe recipe = LikelihoodRecipe.of(commonFit, decisions, PLUGINS);
        long[] keys = persons.stream().mapToLong(Person::key).toArray();
        List<Cluster.DistributedPersons<PersonDraws>> draws = shapes.stream()
                .map(shape -> io.dither.people.internal.LocalPersons.of(
                        Cluster.ofThisMachine().send(decisions, observation -> ""),
                        decisions,
                        new PersonDraws.Preparation(recipe, shape, keys),
                        PLUGINS,
                        1,
                        () -> false))
                .toList();
        TasteClassLikelihood likelihood = new TasteClassLikelihood(
                draws, Counts.of(persons, commonFit.settings().weighting()), shapes);
        double[] x = TasteClassLikelihood.joined(shapes, c -> c == 0 ? 0.4 : 0.6);
        likelihood.draw(Drawing.of(x, IntStream.range(0, 8).map(p -> 16).toArray()));
        PersonPoint point = likelihood.at(x);
        for (int i = 0; i < x.length; i++) {
            double[] up = x.clone();
            double[] down = x.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double slope = (likelihood.at(up).value() - likelihood.at(down).value()) / 2e-5;
            assertEquals(slope, point.gradient()[i], 1e-6 * Math.max(1, Math.abs(slope)), "parameter " + i);
        }
        draws.forEach(Cluster.DistributedPersons::close);
    }

    @Test
    void badClassesAreRefused() {
        InvalidArgumentException number =
                assertThrows(InvalidArgumentException.class, () -> fit(tastes().fixInClass("x", 3, 0)));
        assertTrue(String.valueOf(number.getMessage()).contains("class of 'x'"), number.getMessage());
        assertThrows(InvalidArgumentException.class, () -> tastes().fixInClass("z", 1, 0));
        InvalidArgumentException single = assertThrows(
                InvalidArgumentException.class,
                () -> tastes().fixInClass("x", 1, 0).fit(PERSONS.decisions()));
        assertTrue(String.valueOf(single.getMessage()).contains("one class"), single.getMessage());
    }
}
