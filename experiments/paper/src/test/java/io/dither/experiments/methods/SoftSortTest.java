package io.dither.experiments.methods;

import static io.dither.losses.Differences.gaussian;
import static io.dither.losses.Differences.output;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.LayerProvider;
import io.dither.losses.Differences;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import io.dither.regularized.RegularizedOptimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Soft sorting and ranking against the values of the authors' program, projections on all permutations, and differences. */
class SoftSortTest {
    private static final double[] VALUES = {5, 1, 2};

    @Test
    void valuesOfTheAuthors() {
        LinearOracle ascending = Oracles.ranking(3);
        assertArrayEquals(new double[] {5 / 3.0, 8 / 3.0, 11 / 3.0}, output(new SoftSort(ascending, 1), VALUES), 1e-12);
        assertArrayEquals(new double[] {1, 2, 5}, output(new SoftSort(ascending, 0.1), VALUES), 1e-12);
        // theirs are ranks from 1
        assertArrayEquals(
                new double[] {2, 0.25, 0.75}, output(RegularizedOptimizer.sparseMap(ascending, 2), VALUES), 1e-12);
        assertArrayEquals(new double[] {2, 0, 1}, output(RegularizedOptimizer.sparseMap(ascending, 1), VALUES), 1e-12);
    }

    private static List<double[]> permutations(double[] values) {
        List<double[]> all = new ArrayList<>();
        permute(values.clone(), 0, all);
        return all;
    }

    private static void permute(double[] values, int from, List<double[]> all) {
        if (from == values.length) {
            all.add(values.clone());
        }
        for (int i = from; i < values.length; i++) {
            swap(values, from, i);
            permute(values, from + 1, all);
            swap(values, from, i);
        }
    }

    private static void swap(double[] values, int i, int j) {
        double kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }

    @Test
    void itIsTheNearestPointOfTheHullOfAllPermutations() {
        KeyedRandom random = new KeyedRandom(1);
        for (int trial = 0; trial < 30; trial++) {
            double[] theta = gaussian(random, 4);
            double epsilon = 0.3 + random.nextExponential();
            double[] target = {0, 1 / epsilon, 2 / epsilon, 3 / epsilon};
            LinearOracle hull = Oracles.points(Sense.MAXIMIZE, permutations(theta));
            double[] nearest = output(RegularizedOptimizer.sparseMap(hull, 1), target);
            assertArrayEquals(nearest, output(new SoftSort(Oracles.ranking(4), epsilon), theta), 1e-9);
        }
    }

    @Test
    void descendingOrderIsTheMirrorOfTheAscendingOne() {
        double[] theta = {0.4, -1, 3, 0.5, 0.45};
        double[] up = output(new SoftSort(Oracles.ranking(5), 2), theta);
        double[] down = output(new SoftSort(Oracles.descendingRanking(5), 2), theta);
        for (int i = 0; i < 5; i++) {
            assertEquals(up[i], down[4 - i], 1e-15);
        }
        assertEquals(Arrays.stream(theta).sum(), Arrays.stream(up).sum(), 1e-12);
    }

    @Test
    void gradientsAreDifferences() {
        Differences.check(new SoftSort(Oracles.ranking(6), 2), 2, 1);
        Differences.check(new SoftSort(Oracles.descendingRanking(6), 0.7), 3, 1);
    }

    @Test
    void textFormsAndRefusals() {
        DifferentiableLayer named = PluginCatalogue.discover()
                .create(LayerProvider.class, "soft-sort:epsilon=0.1")
                .on(Oracles.ranking(3), 1, 1);
        assertArrayEquals(new double[] {1, 2, 5}, output(named, VALUES), 1e-12);
        DifferentiableLayer entropy = PluginCatalogue.discover()
                .create(LayerProvider.class, "entropy:lambda=2")
                .on(Oracles.argmax(2), 1, 1);
        assertEquals(1 / (1 + Math.exp(-0.5)), output(entropy, new double[] {2, 1})[0], 1e-12);
        assertThrows(InvalidArgumentException.class, () -> new SoftSort(Oracles.argmax(3), 1));
    }
}
