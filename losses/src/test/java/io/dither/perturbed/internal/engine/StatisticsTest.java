package io.dither.perturbed.internal.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Estimated;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.internal.statistic.AtomCounts;
import io.dither.perturbed.internal.statistic.JacobianSums;
import io.dither.perturbed.internal.statistic.RewardCovariance;
import io.dither.perturbed.internal.statistic.ScalarMoments;
import io.dither.perturbed.internal.statistic.VectorMoments;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Each statistic of two blocks that are merged, after a reset, against the textbook sums over all samples in two passes. */
class StatisticsTest {
    private static final int D = 3;
    private static final int N = 40;
    private static final int FIRST_BLOCK = 14;
    private static final double EPSILON = 0.5;

    private interface Read<S> {
        Estimated of(S statistic);
    }

    /** Sample m of a fixed table: coordinate m mod 3 is left out, coordinate 2 is 3 wherever it is touched. */
    private static Sample sample(int m) {
        Sample sample = new Sample(D);
        sample.vertex.clear();
        for (int i = 0; i < D; i++) {
            sample.noise[i] = Math.sin(m + 2 * i) + 0.1;
            sample.score[i] = 1.5 * Math.cos(3 * m + i) - 0.2;
            sample.slope[i] = 0.5 + i;
            if (i != m % D) {
                sample.vertex.add(i, i == 2 ? 3 : 5 + (m * (i + 7)) % 5);
            }
        }
        sample.value = 100 + (m * m) % 11;
        return sample;
    }

    private static double y(int m, int i) {
        return sample(m).vertex.toArray()[i];
    }

    private static <S extends Statistic<S>> S filled(S first, S later) {
        for (int m = 0; m < 5; m++) { // ends in the middle of a pair
            first.add(sample(3 * m + 1));
        }
        first.reset();
        for (int m = 0; m < N; m++) {
            (m < FIRST_BLOCK ? first : later).add(sample(m));
        }
        first.seal();
        later.seal();
        first.release();
        first.merge(later);
        return first;
    }

    private static void assertMeans(Estimated estimated, int units, int i, IntToDoubleFunction value) {
        double mean = 0;
        for (int u = 0; u < units; u++) {
            mean += value.applyAsDouble(u) / units;
        }
        double squares = 0;
        for (int u = 0; u < units; u++) {
            squares += Math.pow(value.applyAsDouble(u) - mean, 2);
        }
        assertEquals(mean, estimated.values()[i], 1e-12, "mean of " + i);
        assertEquals(Math.sqrt(squares / (units - 1) / units), estimated.standardErrors()[i], 1e-12, "error of " + i);
        assertEquals(units - 1, estimated.degreesOfFreedom());
        assertFalse(estimated.calibrated());
    }

    @Test
    void meansOfNumbersAndOfPairs() {
        ScalarMoments single = filled(new ScalarMoments(1, s -> s.value), new ScalarMoments(1, s -> s.value));
        assertMeans(single.estimated(), N, 0, m -> sample(m).value);
        ScalarMoments pairs = filled(new ScalarMoments(2, s -> s.value), new ScalarMoments(2, s -> s.value));
        assertMeans(pairs.estimated(), N / 2, 0, u -> (sample(2 * u).value + sample(2 * u + 1).value) / 2);
        assertTrue(single.readsVertex());
        assertEquals(4, single.sizeInDoubles());
    }

    @Test
    void anEmptyBlockChangesNoMean() {
        ScalarMoments moments = filled(new ScalarMoments(1, s -> s.value), new ScalarMoments(1, s -> s.value));
        Estimated before = moments.estimated();
        ScalarMoments empty = new ScalarMoments(1, s -> s.value);
        empty.seal();
        moments.merge(empty);
        assertArrayEquals(before.values(), moments.estimated().values());
        assertArrayEquals(before.standardErrors(), moments.estimated().standardErrors());
    }

    @Test
    void meansOfSolutions() {
        Estimated single = filled(new VectorMoments(D, 1, false), new VectorMoments(D, 1, false))
                .estimated();
        Estimated sloped = filled(new VectorMoments(D, 1, true), new VectorMoments(D, 1, true))
                .estimated();
        Estimated pairs = filled(new VectorMoments(D, 2, false), new VectorMoments(D, 2, false))
                .estimated();
        Estimated slopedPairs = filled(new VectorMoments(D, 2, true), new VectorMoments(D, 2, true))
                .estimated();
        for (int k = 0; k < D; k++) {
            int i = k;
            assertMeans(single, N, i, m -> y(m, i));
            assertMeans(sloped, N, i, m -> y(m, i) * (0.5 + i));
            assertMeans(pairs, N / 2, i, u -> (y(2 * u, i) + y(2 * u + 1, i)) / 2);
            assertMeans(slopedPairs, N / 2, i, u -> (y(2 * u, i) + y(2 * u + 1, i)) / 2 * (0.5 + i));
        }
        assertEquals(12, new VectorMoments(D, 1, false).sizeInDoubles());
        assertEquals(30, new VectorMoments(D, 2, false).sizeInDoubles());
    }

    /** As if so many more samples had come, half of them 0 and half of them 1. */
    @Test
    void errorsAmongMoreSamples() {
        int more = 4;
        Estimated estimated = filled(new VectorMoments(D, 1, false), new VectorMoments(D, 1, false))
                .estimatedWithPseudoSamples(more);
        for (int k = 0; k < D; k++) {
            int i = k;
            IntToDoubleFunction among = m -> m < N ? y(m, i) : m % 2;
            double mean = 0;
            for (int m = 0; m < N + more; m++) {
                mean += among.applyAsDouble(m) / (N + more);
            }
            double squares = 0;
            for (int m = 0; m < N + more; m++) {
                squares += Math.pow(among.applyAsDouble(m) - mean, 2);
            }
            assertEquals(
                    Math.sqrt(squares / (N + more - 1) / (N + more)), estimated.standardErrors()[i], 1e-12);
        }
    }

    /** value = factor sum_m (r_m - mean) w_m / (N - 1), its error from how much the terms of the sum differ. */
    private static void assertCovariance(
            Estimated estimated, int at, double factor, IntToDoubleFunction r, IntToDoubleFunction w) {
        double mean = 0;
        for (int m = 0; m < N; m++) {
            mean += r.applyAsDouble(m) / N;
        }
        double sum = 0;
        double squares = 0;
        for (int m = 0; m < N; m++) {
            double term = (r.applyAsDouble(m) - mean) * w.applyAsDouble(m);
            sum += term;
            squares += term * term;
        }
        double error = Math.sqrt((squares - sum * sum / N) * N / (N - 1)) / (N - 1);
        assertEquals(factor * sum / (N - 1), estimated.values()[at], 1e-10, "covariance " + at);
        assertEquals(factor * error, estimated.standardErrors()[at], 1e-10, "error " + at);
        assertEquals(N - 1, estimated.degreesOfFreedom());
        assertFalse(estimated.calibrated());
    }

    @Test
    void covariancesOfARewardWithTheScore() {
        Perturbation perturbation =
                new Perturbation(LinearOracle.of(D, t -> t), new double[D], Noise.gaussian(), EPSILON, false, false);
        RewardCovariance product = filled(new RewardCovariance(D, s -> s.value), new RewardCovariance(D, s -> s.value));
        for (int k = 0; k < D; k++) {
            int i = k;
            assertCovariance(
                    product.gradient(perturbation), i, 1 / EPSILON, m -> sample(m).value, m -> sample(m).score[i]);
            double sum = 0;
            for (int m = 0; m < N; m++) {
                sum += sample(m).value * sample(m).score[i];
            }
            assertEquals(
                    sum / (N - 1) / EPSILON,
                    product.uncentredGradient(perturbation).values()[i],
                    1e-10);
        }
        assertEquals(15, product.sizeInDoubles());
    }

    @Test
    void covariancesOfEachCoordinateWithEachScore() {
        Estimated estimated = filled(
                        new JacobianSums(D, D, Sample::copyScore), new JacobianSums(D, D, Sample::copyScore))
                .estimated(j -> 2 + j, j -> 2 + j);
        for (int at = 0; at < D * D; at++) {
            int i = at / D;
            int j = at % D;
            assertCovariance(estimated, at, 2 + j, m -> y(m, i), m -> sample(m).score[j]);
        }
        assertEquals(42, new JacobianSums(D, D, Sample::copyScore).sizeInDoubles());
    }

    @Test
    void sharesOfTheSolutionsAndOfPairs() {
        AtomCounts single = filled(new AtomCounts(D, 1), new AtomCounts(D, 1));
        AtomCounts pairs = filled(new AtomCounts(D, 2), new AtomCounts(D, 2));
        for (int k = 0; k < single.solutions().size(); k++) {
            double[] solution = single.solutions().get(k);
            IntToDoubleFunction is = m -> Arrays.equals(sample(m).vertex.toArray(), solution) ? 1 : 0;
            assertMeans(single.shares(single), N, k, is);
            assertArrayEquals(solution, pairs.solutions().get(k));
            assertMeans(
                    pairs.shares(pairs), N / 2, k, u -> (is.applyAsDouble(2 * u) + is.applyAsDouble(2 * u + 1)) / 2);
        }
        assertEquals(15, single.solutions().size());
    }
}
