package io.dither.people.tastes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.Learner;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.people.internal.Counts;
import io.dither.people.internal.Likelihood;
import io.dither.people.internal.LikelihoodRecipe;
import io.dither.people.internal.LocalPersons;
import io.dither.people.internal.Person;
import io.dither.people.internal.TasteSettings;
import io.dither.plugin.PluginCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Draws around where each person's tastes probably are, against draws as the population has them. */
class DrawsTest {
    /** Of many choices per person: 64 centred draws are better than 1,024 others, and unbiased for the probability. */
    @Test
    void fewCentredDrawsSuffice() {
        List<Observation> all = SimulatedPersons.choosing(4, 30, 30, 6).decisions();
        List<Person> persons = Person.of(all);
        FitSettings settings = TasteSettings.complete(FitSettings.USUAL, all, PluginCatalogue.discover());
        Fitted one = Learner.of(SharedLinearModel.of("x", "y"), settings, PluginCatalogue.discover())
                .fit(all);
        Population population = Start.of(one, Law.NORMAL, Map.of(), true, Optional.empty());
        PluginCatalogue catalogue = PluginCatalogue.discover();
        Likelihood likelihood = LikelihoodRecipe.of(one, all, catalogue).of(persons, catalogue);
        PersonDraws known = new PersonDraws(likelihood, persons, 0, population, 0);
        double[] x = population.parameters();
        int[] few = new int[persons.size()];
        Arrays.fill(few, 64);
        Drawing drawing = Drawing.of(x, few);
        Draws draws = Draws.of(1024, 2, 0);
        Proposal none = Proposal.ofPopulation(2);
        double[] centred = new double[8];
        double[] plain = new double[8];
        for (int s = 0; s < 8; s++) {
            for (int p = 0; p < persons.size(); p++) {
                centred[s] += known.logAndGradient(drawing.scrambled(s), population, p)[0];
                plain[s] += known.logAndGradient(known.drawn(none, 1024, draws, s, p), population, p)[0];
            }
        }
        Interval ofCentred = Interval.ofMean(centred);
        Interval ofPlain = Interval.ofMean(plain);
        assertTrue(ofCentred.standardError() < ofPlain.standardError(), ofCentred + " and " + ofPlain);
        double error = Math.hypot(ofCentred.standardError(), ofPlain.standardError());
        assertEquals(ofPlain.value(), ofCentred.value(), 5 * error);

        // proposals go on from those before, also on a machine that has not computed these
        Drawing later =
                drawing.movedTo(Arrays.stream(x).map(number -> 1.2 * number).toArray(), few);
        PersonDraws fresh = new PersonDraws(likelihood, persons, 0, population, 0);
        double[] goneOn = known.logAndGradient(later, population, 5);
        assertArrayEquals(goneOn, fresh.logAndGradient(later, population, 5));
        assertNotEquals(goneOn[0], fresh.logAndGradient(Drawing.of(later.proposalParameters(), few), population, 5)[0]);
    }

    @Test
    void drawsAreStandardNormalAndOfEachPerson() {
        Draws draws = Draws.of(256, 3, 1);
        double[] one = new double[768];
        double[] other = new double[768];
        draws.fill(1, 0, one);
        draws.fill(2, 0, other);
        assertEquals(0, Arrays.stream(one).average().orElse(1), 0.01);
        assertEquals(1, Arrays.stream(one).map(z -> z * z).average().orElse(0), 0.03);
        double[] again = new double[768];
        draws.fill(1, 1, again);
        for (int i = 0; i < 768; i++) {
            assertTrue(one[i] != other[i] && one[i] != again[i]);
        }
    }

    /** The gradient against differences, for each law. */
    @Test
    void gradientsAreExact() {
        List<Observation> all = SimulatedPersons.choosing(3, 6, 5, 7).decisions();
        List<Person> persons = Person.of(all);
        FitSettings settings = TasteSettings.complete(FitSettings.USUAL, all, PluginCatalogue.discover());
        Fitted one = Learner.of(SharedLinearModel.of("x", "y"), settings, PluginCatalogue.discover())
                .fit(all);
        PluginCatalogue catalogue = PluginCatalogue.discover();
        Likelihood likelihood = LikelihoodRecipe.of(one, all, catalogue).of(persons, catalogue);
        for (Law law : Law.values()) {
            boolean correlated = !law.isBounded() && law != Law.FIXED;
            Map<String, Law> laws = law == Law.FIXED ? Map.of("y", Law.FIXED) : Map.of();
            Population population =
                    Start.of(one, law == Law.FIXED ? Law.NORMAL : law, laws, correlated, Optional.empty());
            PersonDraws known = new PersonDraws(likelihood, persons, 0, population, 0);
            SimulatedLikelihood simulated = new SimulatedLikelihood(
                    new LocalPersons<>(known, null), Counts.of(persons, FitSettings.Weighting.IMPORTANCE), population);
            double[] x = population.parameters();
            int[] counts = new int[persons.size()];
            Arrays.fill(counts, 32);
            simulated.draw(Drawing.of(x, counts));
            double[] gradient = simulated.at(x).gradient();
            for (int i = 0; i < x.length; i++) {
                double[] up = x.clone();
                double[] down = x.clone();
                up[i] += 1e-5;
                down[i] -= 1e-5;
                double slope = (simulated.at(up).value() - simulated.at(down).value()) / 2e-5;
                assertEquals(
                        slope,
                        gradient[i],
                        1e-7,
                        law + " " + population.parameterNames().get(i));
            }
        }
    }
}
