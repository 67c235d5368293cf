package io.dither.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.CostModelFactory.Shape;
import io.dither.learn.CostModelProvider;
import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampledAlternativesTest {
    private static final int ALTERNATIVES = 400;
    private static final List<Observation> CHOICES = choices(500);
    private static final Fitted FULL =
            Learner.of(SharedLinearModel.of("size", "time")).noise("gumbel").fit(CHOICES);

    /** Choices among places, of which a few are much larger than the others and all have other distances for everyone. */
    private static List<Observation> choices(int count) {
        Random random = new Random(7);
        double[] sizes = random.doubles(ALTERNATIVES).map(u -> -Math.log(u)).toArray();
        List<Observation> choices = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            double[][] rows = new double[ALTERNATIVES][2];
            double[] y = new double[ALTERNATIVES];
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < ALTERNATIVES; i++) {
                rows[i][0] = sizes[i];
                rows[i][1] = random.nextDouble();
                double utility = 1.2 * rows[i][0] - 3 * rows[i][1] - Math.log(-Math.log(random.nextDouble()));
                best = utility > most ? i : best;
                most = Math.max(most, utility);
            }
            y[best] = 1;
            choices.add(Observation.of("n" + n, Features.of(rows), Oracles.argmax(ALTERNATIVES), y));
        }
        return choices;
    }

    private static double standardErrors(Fitted fitted, int k) {
        Weight sampled = fitted.weights().get(k);
        return Math.abs(sampled.estimate() - FULL.weights().get(k).estimate()) / sampled.standardError();
    }

    /** Utilities without the correction lead far away. */
    @Test
    void weightsAreThoseOfAllAlternatives() {
        PluginCatalogue plugins = PluginCatalogue.discover();
        Shape shape = new Shape(List.of("size", "time"), ALTERNATIVES, true);
        Fitted fitted = plugins.create(CostModelProvider.class, "sampled-alternatives:count=40")
                .estimator(shape, FitSettings.USUAL.noise("gumbel"), plugins)
                .fit(CHOICES);
        for (int k = 0; k < 2; k++) {
            assertTrue(standardErrors(fitted, k) < 3, fitted.weights() + " but " + FULL.weights());
            assertTrue(fitted.weights().get(k).standardError()
                    > FULL.weights().get(k).standardError());
        }
        SampledAlternatives sampling = SampledAlternatives.of(40, 0, CHOICES);
        List<Observation> uncorrected = CHOICES.stream()
                .map(sampling::sampled)
                .map(part -> part.withFeatures(
                        part.features().withOffsets(new double[part.features().rows()])))
                .toList();
        Fitted biased = Learner.of(SharedLinearModel.of("size", "time"))
                .noise("gumbel")
                .epsilon(1)
                .fit(uncorrected);
        assertTrue(standardErrors(biased, 0) > 7, biased.weights().toString());
    }

    @Test
    void aPartHasTheChosenAlternativeAndItsColumns() {
        SampledAlternatives sampling = SampledAlternatives.of(10, 3, CHOICES);
        for (Observation choice : CHOICES.subList(0, 50)) {
            Observation part = sampling.sampled(choice.withWeight(2).withCluster("person"));
            int chosen = indexOfOne(choice.target().values());
            int place = indexOfOne(part.target().values());
            assertEquals(choice.features().get(chosen, 1), part.features().get(place, 1));
            assertTrue(part.features().rows() <= 10);
            assertEquals(2, part.weight());
            assertEquals("person", part.cluster());
            assertEquals(
                    part.features().rows(),
                    IntStream.range(0, part.features().rows())
                            .mapToDouble(i -> part.features().get(i, 1))
                            .distinct()
                            .count());
        }
    }

    /** Alternatives that nobody chose are drawn equally often. */
    @Test
    void unchosenAlternativesAreEquallyFrequent() {
        SampledAlternatives sampling = SampledAlternatives.of(3, 1, List.of());
        int[] counts = new int[5];
        for (int n = 0; n < 4000; n++) {
            double[] y = new double[5];
            y[n % 5] = 1;
            double[] values = {0, 1, 2, 3, 4};
            Observation part = sampling.sampled(Observation.of("n" + n, Features.of(values, 1), Oracles.argmax(5), y));
            for (int i = 0; i < part.features().rows(); i++) {
                counts[(int) part.features().get(i, 0)]++;
            }
        }
        // an alternative is the chosen one, or one of two draws of five
        double share = 1 - 0.8 * 0.8 * 0.8;
        Arrays.stream(counts)
                .forEach(count -> assertEquals(4000 * share, count, 5 * Math.sqrt(4000 * share * (1 - share))));
    }

    @Test
    void smallSetsStayAndOtherDecisionsAreRefused() {
        Observation small = Observation.of("n", Features.of(new double[] {1, 2, 3}, 1), Oracles.argmax(3), 0, 1, 0);
        assertSame(small, SampledAlternatives.of(3, 0, List.of()).sampled(small));
        Observation ranking = Observation.of("n", Features.of(new double[] {1, 2, 3}, 1), Oracles.ranking(3), 0, 1, 2);
        InvalidArgumentException refused = assertThrows(
                InvalidArgumentException.class,
                () -> SampledAlternatives.of(2, 0, List.of()).sampled(ranking));
        assertTrue(String.valueOf(refused.getMessage()).contains("'n' is not an observed choice"));
    }

    private static int indexOfOne(double[] y) {
        return IntStream.range(0, y.length).filter(i -> y[i] == 1).findFirst().orElseThrow();
    }
}
