package io.dither.localsearch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.layer.Estimated;
import io.dither.layer.Example;
import io.dither.layer.Input;
import io.dither.layer.LayerProvider;
import io.dither.layer.LossProvider;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pass;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LocalSearchLayerTest {
    private static final int SEEDS = 30;

    /** Counts how often intervals hold the exact answer. */
    private static final class Coverage {
        private int held;
        private int all;
        private double worst;

        void add(Estimated estimate, double[] exact) {
            double[] margins = estimate.margins(0.95);
            for (int i = 0; i < exact.length; i++) {
                double missed = Math.abs(estimate.values()[i] - exact[i]);
                if (!Double.isNaN(margins[i])) {
                    held += missed <= margins[i] ? 1 : 0;
                    all++;
                    worst = Math.max(worst, missed / estimate.standardErrors()[i]);
                }
            }
        }

        void require() {
            double share = (double) held / all;
            assertTrue(Math.abs(share - 0.95) < 0.05, share + " of " + all + ", the worst off by " + worst + " errors");
        }
    }

    private static Stream<DynamicTest> each(Consumer<ListedSet> test) {
        return ListedSet.FOUR.stream().map(set -> DynamicTest.dynamicTest(set.text(), () -> test.accept(set)));
    }

    private static LocalSearchLayer layer(ListedSet set, Start start, int steps, int chains, long seed) {
        ChainSettings settings =
                new ChainSettings(set.epsilon(), steps, start == Start.ANNEALED ? steps / 4 : 0, chains, start);
        return LocalSearchLayer.of(set.oracle(), settings, seed, 1);
    }

    private static Input input(ListedSet set) {
        return new Input(set.theta(), NoiseKey.ZERO, set.oracle());
    }

    @TestFactory
    Stream<DynamicTest> meansAreThoseOfAllPointsAndTheirErrorsCover() {
        return each(set -> {
            Coverage coverage = new Coverage();
            double[] exact = set.mean();
            for (int seed = 0; seed < SEEDS; seed++) {
                ChainEstimate estimate =
                        layer(set, Start.ANNEALED, 4000, 4, seed).estimate(input(set));
                coverage.add(estimate.estimated(), exact);
                assertTrue(estimate.rHat() < 1.1, "R-hat is " + estimate.rHat());
            }
            coverage.require();
        });
    }

    @TestFactory
    Stream<DynamicTest> distancesHaveStandardErrorsAndCallersOwnOutputs() {
        return each(set -> {
            Pass pass = layer(set, Start.ANNEALED, 4000, 4, 1).forward(input(set));
            double[] target = new double[set.theta().length];
            double error = pass.halfSquaredDistance(target).standardError();
            assertEquals(pass.product(pass.output().values()).standardError(), error);
            assertTrue(error > 0, "the error is " + error);
            double[] errors = pass.output().standardErrors();
            double[] copy = errors.clone();
            Arrays.fill(errors, -1);
            assertArrayEquals(copy, pass.output().standardErrors());
        });
    }

    @TestFactory
    Stream<DynamicTest> productsAreThoseOfAllPointsAndTheirErrorsCover() {
        return each(set -> {
            Coverage coverage = new Coverage();
            Coverage ofValues = new Coverage();
            double[] v = IntStream.range(0, set.theta().length)
                    .mapToDouble(i -> i % 3 - 0.7)
                    .toArray();
            double[] exact = set.product(v);
            double value = ListedSet.dot(v, set.mean());
            for (int seed = 0; seed < SEEDS / 2; seed++) {
                ValueAndGradient product = layer(set, Start.ANNEALED, 4000, 4, seed)
                        .forward(input(set))
                        .product(v);
                coverage.add(product.gradient(), exact);
                ofValues.add(
                        new Estimated(new double[] {product.value()}, new double[] {product.standardError()}),
                        new double[] {value});
            }
            coverage.require();
            assertTrue(ofValues.worst < 5, "a value is off by " + ofValues.worst + " errors");
        });
    }

    @TestFactory
    Stream<DynamicTest> valuesAreThoseOfAllPointsButForThatAtZero() {
        return each(set -> {
            ValueAndGradient found = layer(set, Start.ANNEALED, 24_000, 8, 3).smoothed(input(set));
            double exact = set.value(set.theta());
            assertTrue(found.standardError() < 0.05 * Math.abs(exact), "the error is " + found.standardError());
            assertEquals(exact, found.value(), 5 * found.standardError());
        });
    }

    @TestFactory
    Stream<DynamicTest> fewStepsFromDecisionsOfTheLawAreNotBiased() {
        return each(set -> {
            LocalSearchLoss loss = new LocalSearchLoss(layer(set, Start.OBSERVED, 3, 1, 5));
            KeyedRandom random = new KeyedRandom(9);
            int n = 4000;
            double[] sum = new double[set.theta().length];
            double[] squares = new double[sum.length];
            for (int i = 0; i < n; i++) {
                Decision decision = set.decision(random);
                Example<Decision> example = new Example<>(set.theta(), decision, new NoiseKey(0, i), set.oracle());
                double[] moment = loss.moment(example).values();
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += moment[k];
                    squares[k] += moment[k] * moment[k];
                }
            }
            for (int k = 0; k < sum.length; k++) {
                assertEquals(0, sum[k], 5 * Math.sqrt(squares[k]), "coordinate " + k);
            }
        });
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        ListedSet set = ListedSet.FOUR.get(1);
        ChainSettings settings = ChainSettings.annealed(set.epsilon());
        List<Input> inputs = IntStream.range(0, 9)
                .mapToObj(i -> new Input(set.theta(), new NoiseKey(2, i), set.oracle()))
                .toList();
        try (LocalSearchLayer one = LocalSearchLayer.of(set.oracle(), settings, 7, 1);
                LocalSearchLayer three = LocalSearchLayer.of(set.oracle(), settings, 7, 3)) {
            for (int i = 0; i < inputs.size(); i++) {
                double[] alone = one.estimate(inputs.get(i)).estimated().values();
                assertArrayEquals(
                        alone,
                        three.estimates(inputs, List.of()).get(i).estimated().values());
                assertArrayEquals(alone, three.forward(inputs).get(i).output().values());
            }
        }
    }

    @Test
    void persistentChainsGoOnFromStepToStep() {
        ListedSet set = ListedSet.FOUR.get(1);
        LocalSearchLayer layer = layer(set, Start.PERSISTENT, 20, 2, 1);
        double[] mean = new double[set.theta().length];
        double[] last = {};
        for (int step = 0; step < 2000; step++) {
            Input input = new Input(set.theta(), new NoiseKey(step, 4), set.oracle());
            last = layer.estimate(input).estimated().values();
            assertArrayEquals(last, layer.estimate(input).estimated().values(), "the same step again");
            for (int i = 0; i < mean.length; i++) {
                mean[i] += last[i] / 2000;
            }
        }
        assertArrayEquals(set.mean(), mean, 0.05); // 80,000 steps, of which some 20 are one draw of deviation 1
    }

    @Test
    void chainsThatHardlyMoveSaySo() {
        ListedSet set = ListedSet.FOUR.get(1);
        double[] sharp = Arrays.stream(set.theta()).map(x -> 8 * x).toArray();
        LocalSearchLayer layer = layer(set, Start.ANNEALED, 200, 4, 1);
        ChainEstimate estimate = layer.estimate(new Input(sharp, NoiseKey.ZERO, set.oracle()));
        assertTrue(estimate.effectiveSamples() < 100 || Double.isNaN(estimate.effectiveSamples()));
        assertFalse(estimate.estimated().calibrated());
        assertTrue(estimate.isExact());
    }

    @Test
    void refusesOraclesWithoutMovesAndLayersWithoutDecisions() {
        LinearOracle still = LinearOracle.of(2, theta -> theta);
        ChainSettings settings = ChainSettings.annealed(1);
        assertThrows(InvalidArgumentException.class, () -> LocalSearchLayer.of(still, settings, 0, 1));
        ListedSet set = ListedSet.FOUR.get(0);
        LocalSearchLayer layer = layer(set, Start.OBSERVED, 3, 1, 5);
        assertThrows(InvalidArgumentException.class, () -> layer.estimate(input(set)));
        assertThrows(InvalidArgumentException.class, () -> new ChainSettings(1, 0, 0, 1, Start.ANNEALED));
    }

    @Test
    void textsMakeLayersAndLosses() {
        ListedSet set = ListedSet.FOUR.get(0);
        PluginCatalogue plugins = PluginCatalogue.discover();
        var layer = (LocalSearchLayer) plugins.create(LayerProvider.class, "local-search:epsilon=0.5,steps=50")
                .on(set.oracle(), 1, 1);
        assertEquals(new ChainSettings(0.5, 50, 50, 4, Start.ANNEALED), layer.settings());
        var loss =
                (LocalSearchLoss) plugins.create(LossProvider.class, "local-search:steps=10,start=persistent,burn-in=5")
                        .on(set.oracle(), 1, 1);
        assertEquals(
                new ChainSettings(1, 10, 5, 1, Start.PERSISTENT), loss.layer().settings());
    }
}
