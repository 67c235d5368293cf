package io.dither.learn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTest {
    private static final int DRAWS = 1_000;

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** So many clusters of so many examples. */
    private static List<String> clusters(int groups, int each) {
        return IntStream.range(0, groups * each).mapToObj(i -> "g" + i / each).toList();
    }

    /** How often intervals hold the truth; those of no length or of no end hold nothing. */
    private static double coverage(double truth, Function<KeyedRandom, Metric> draw) {
        KeyedRandom random = new KeyedRandom(11);
        int held = 0;
        for (int i = 0; i < DRAWS; i++) {
            random.startSample(i);
            Metric one = draw.apply(random);
            held += one.low() < one.high() && one.low() <= truth && truth <= one.high() ? 1 : 0;
        }
        return (double) held / DRAWS;
    }

    /** By all numbers of examples that may be right. Before, by a normal law: .459, .876, .397. */
    @ParameterizedTest
    @CsvSource({"0.97, 20, 0.9790", "0.9, 20, 0.9568", "0.05, 10, 0.9885", "0.5, 40, 0.9615"})
    void sharesHoldTheTruth(double share, int examples, double expected) {
        BinomialDistribution law = new BinomialDistribution(null, examples, share);
        double held = 0;
        for (int count = 0; count <= examples; count++) {
            double[] right = new double[examples];
            Arrays.fill(right, 0, count, 1);
            Metric one = Metric.share("share", right, ones(examples), clusters(examples, 1));
            held += one.low() <= share && share <= one.high() ? law.probability(count) : 0;
        }
        assertEquals(expected, held, 5e-5);
    }

    @ParameterizedTest
    @CsvSource({"0.9, 4, 5", "0.8, 20, 4"})
    void sharesOverClustersHoldTheTruth(double share, int groups, int each) {
        double[] weights = ones(groups * each);
        List<String> clusters = clusters(groups, each);
        double held = coverage(share, random -> {
            double[] right = new double[weights.length];
            for (int g = 0; g < groups; g++) {
                double common = random.nextDouble();
                for (int i = g * each; i < (g + 1) * each; i++) {
                    // half of the examples do as their cluster does
                    right[i] = (random.nextDouble() < 0.5 ? common : random.nextDouble()) < share ? 1 : 0;
                }
            }
            return Metric.share("share", right, weights, clusters);
        });
        assertTrue(held >= 0.93, "coverage " + held);
    }

    /** Before, by a normal law: .697, .810, .881, .919. */
    @ParameterizedTest
    @CsvSource({"2", "3", "5", "10"})
    void meansOverClustersHoldTheTruth(int groups) {
        double[] weights = ones(groups * 3);
        List<String> clusters = clusters(groups, 3);
        double held = coverage(2, random -> {
            double[] values = new double[weights.length];
            for (int g = 0; g < groups; g++) {
                double common = random.nextGaussian();
                for (int i = 3 * g; i < 3 * g + 3; i++) {
                    values[i] = 2 + common + random.nextGaussian();
                }
            }
            return Metric.ratio("mean", values, weights, clusters);
        });
        assertTrue(held >= 0.93, "coverage " + held);
    }

    /** Wilson's interval of 8 of 10 at t of 9 degrees, z = 2.262157: its ends are the roots of (p - .8)^2 = z^2 p (1 - p) / 10. */
    @Test
    void wilsonByHand() {
        Metric share = Metric.share("share", new double[] {1, 1, 1, 1, 0, 1, 1, 0, 1, 1}, ones(10), clusters(10, 1));
        for (double end : new double[] {share.low(), share.high()}) {
            assertEquals(2.262157 * 2.262157 * end * (1 - end) / 10, (end - 0.8) * (end - 0.8), 1e-7);
        }
        assertEquals(Math.sqrt(0.16 / 9), share.standardError(), 1e-15);
        assertEquals(Metric.Better.HIGHER, share.better());
    }

    /** One of two examples a cluster, both alike: as many as clusters count. */
    @Test
    void copiesOfExamplesSayNothingMore() {
        Metric once = Metric.share("share", new double[] {1, 1, 0, 1, 1}, ones(5), clusters(5, 1));
        Metric twice = Metric.share("share", new double[] {1, 1, 1, 1, 0, 0, 1, 1, 1, 1}, ones(10), clusters(5, 2));
        assertTrue(Math.abs(once.low() - twice.low()) < 0.03 && Math.abs(once.high() - twice.high()) < 0.03);
        assertEquals(0.8, twice.value(), 1e-15);
    }

    @Test
    void nothingHasAnIntervalOfOnePoint() {
        double[] all = {0.7, 0.7, 0.7, 0.7};
        double[] weights = {0.1, 0.3, 0.3, 0.7};
        double[] weighted = new double[4];
        Arrays.setAll(weighted, i -> all[i] * weights[i]);
        Metric alike = Metric.ratio("mean", weighted, weights, clusters(4, 1));
        assertEquals(0.7, alike.value(), 1e-15);
        for (double unknown : new double[] {alike.low(), alike.high(), alike.standardError(), alike.pValue()}) {
            assertTrue(Double.isNaN(unknown), alike.toString());
        }
        // clusters that agree by chance
        Metric chance = Metric.ratio("mean", new double[] {1, 4, 4, 1}, ones(4), clusters(2, 2));
        assertTrue(Double.isNaN(chance.low()), chance.toString());
        assertTrue(Double.isNaN(Metric.of("mean", Interval.ofMean(2, 2, 2), 3).high()));
        Metric shared = Metric.share("share", new double[] {1, 0, 0, 1}, ones(4), clusters(2, 2));
        assertTrue(shared.low() < 0.1 && shared.high() > 0.9, shared.toString());
        Metric right = Metric.share("share", ones(20), ones(20), clusters(20, 1));
        assertEquals(20 / (20 + 2.093024 * 2.093024), right.low(), 1e-6);
        assertEquals(1, right.high(), 1e-15);
        assertTrue(Double.isNaN(right.standardError()));
        assertTrue(
                Double.isNaN(
                        Metric.share("share", ones(3), ones(3), clusters(1, 3)).low()),
                "one cluster");
        Metric cut = Metric.of("mean", Interval.of(2, 0.1), 9).withRange(0, 1);
        assertTrue(Double.isNaN(cut.low()), cut.toString());
    }

    /** Mean 1, error 1 / sqrt(3) over three: t = sqrt(3) with 2 degrees of freedom. */
    @Test
    void testsAreByStudentsLaw() {
        Metric mean = Metric.ratio("mean", new double[] {0, 1, 2}, ones(3), clusters(3, 1));
        assertEquals(Math.sqrt(1 / 3.0), mean.standardError(), 1e-15);
        assertEquals(0.2254033307585, mean.pValue(), 1e-9);
        assertEquals(4.302652729 / Math.sqrt(3), mean.high() - 1, 1e-8);
    }
}
