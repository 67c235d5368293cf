package io.dither.learn.tastes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.Learner;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.internal.evaluate.Workers;
import io.dither.learn.internal.persons.Chosen;
import io.dither.learn.internal.persons.Likelihood;
import io.dither.learn.internal.persons.Person;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.plugin.PluginCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Draws around where each person's tastes probably are, against draws as the population has them. */
class DrawsTest {
    /** Of many choices per person: 64 centred draws are better than 1,024 others, and unbiased for the probability. */
    @Test
    void fewCentredDrawsSuffice() {
        List<Observation> all = SimulatedPersons.choosing(4, 30, 30, 6).decisions();
        List<Person> persons = Person.of(all);
        FitSettings settings = Chosen.settings(FitSettings.USUAL, all);
        Fitted one = Learner.of(SharedLinearModel.of("x", "y"), settings, PluginCatalogue.discover())
                .fit(all);
        Population population = Start.of(one, Law.NORMAL, Map.of(), true);
        Likelihood likelihood = Likelihood.of(
                one.model(),
                Fit.of(settings, PluginCatalogue.discover())
                        .criterionOn(all.get(0).oracle()),
                1,
                0,
                persons);
        try (Workers workers = new Workers(1, () -> false)) {
            SimulatedLikelihood simulated = new SimulatedLikelihood(likelihood, persons, population, workers);
            double[] x = population.parameters();
            int[] few = new int[persons.size()];
            int[] many = new int[persons.size()];
            Arrays.fill(few, 64);
            Arrays.fill(many, 1024);
            Draws draws = Draws.of(1024, 2, 0);
            List<Proposal> none = persons.stream().map(any -> Proposal.none(2)).toList();
            List<Proposal> centres = simulated.centres(x, draws, few);
            double[] centred = new double[8];
            double[] plain = new double[8];
            for (int s = 0; s < 8; s++) {
                simulated.draw(centres, draws, few, s);
                centred[s] = Arrays.stream(simulated.at(x).logs()).sum();
                simulated.draw(none, draws, many, s);
                plain[s] = Arrays.stream(simulated.at(x).logs()).sum();
            }
            Interval ofCentred = Interval.ofMean(centred);
            Interval ofPlain = Interval.ofMean(plain);
            assertTrue(ofCentred.standardError() < ofPlain.standardError(), ofCentred + " and " + ofPlain);
            double error = Math.hypot(ofCentred.standardError(), ofPlain.standardError());
            assertEquals(ofPlain.value(), ofCentred.value(), 5 * error);
        }
    }

    @Test
    void drawsAreStandardNormalAndOfEachPerson() {
        Draws draws = Draws.of(256, 3, 1);
        double[] one = new double[768];
        double[] other = new double[768];
        draws.of(1, 0, one);
        draws.of(2, 0, other);
        assertEquals(0, Arrays.stream(one).average().orElse(1), 0.01);
        assertEquals(1, Arrays.stream(one).map(z -> z * z).average().orElse(0), 0.03);
        double[] again = new double[768];
        draws.of(1, 1, again);
        for (int i = 0; i < 768; i++) {
            assertTrue(one[i] != other[i] && one[i] != again[i]);
        }
    }

    /** The gradient against differences, for each law. */
    @Test
    void gradientsAreExact() {
        List<Observation> all = SimulatedPersons.choosing(3, 6, 5, 7).decisions();
        List<Person> persons = Person.of(all);
        FitSettings settings = Chosen.settings(FitSettings.USUAL, all);
        Fitted one = Learner.of(SharedLinearModel.of("x", "y"), settings, PluginCatalogue.discover())
                .fit(all);
        Likelihood likelihood = Likelihood.of(
                one.model(),
                Fit.of(settings, PluginCatalogue.discover())
                        .criterionOn(all.get(0).oracle()),
                1,
                0,
                persons);
        for (Law law : Law.values()) {
            boolean correlated = law != Law.TRIANGULAR && law != Law.FIXED;
            Map<String, Law> laws = law == Law.FIXED ? Map.of("y", Law.FIXED) : Map.of();
            Population population = Start.of(one, law == Law.FIXED ? Law.NORMAL : law, laws, correlated);
            try (Workers workers = new Workers(1, () -> false)) {
                SimulatedLikelihood simulated = new SimulatedLikelihood(likelihood, persons, population, workers);
                double[] x = population.parameters();
                int[] counts = new int[persons.size()];
                Arrays.fill(counts, 32);
                int dimensions = population.dimensions();
                Draws draws = Draws.of(32, dimensions, 0);
                simulated.draw(simulated.centres(x, draws, counts), draws, counts, 0);
                double[] gradient = simulated.at(x).gradient();
                for (int i = 0; i < x.length; i++) {
                    double[] up = x.clone();
                    double[] down = x.clone();
                    up[i] += 1e-5;
                    down[i] -= 1e-5;
                    double slope =
                            (simulated.at(up).value() - simulated.at(down).value()) / 2e-5;
                    assertEquals(
                            slope,
                            gradient[i],
                            1e-7,
                            law + " " + population.parameterNames().get(i));
                }
            }
        }
    }
}
