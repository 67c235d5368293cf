package io.dither.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Top-k where some places are settled by the scores, and where only the differences of the scores matter. */
class SettledTopKTest {
    private static final IndependentNoise[] NOISES = {Noise.gaussian(), Noise.centredGumbel()};
    private static final double[] THETA = {0.2, -0.5, 1.1, 0.4};

    private static ExactOptimizer layer(int n, int k, IndependentNoise noise) {
        return ExactOptimizer.of(Oracles.topK(n, k), noise, 0.5);
    }

    private static double[] plus(double constant) {
        return Arrays.stream(THETA).map(t -> t + constant).toArray();
    }

    /** F(theta + c) = F(theta) + k c, with the same gradient and Jacobian. */
    @Test
    void aCommonConstantMovesTheValueAlone() {
        for (IndependentNoise noise : NOISES) {
            ExactOptimizer layer = layer(4, 2, noise);
            for (double constant : new double[] {-1000, 1000}) {
                assertArrayEquals(layer.mean(THETA), layer.mean(plus(constant)), 1e-9);
                assertArrayEquals(layer.jacobian(THETA).data, layer.jacobian(plus(constant)).data, 1e-9);
                assertEquals(layer.value(THETA) + 2 * constant, layer.value(plus(constant)), 1e-8);
            }
        }
    }

    /** A score that is far above takes a place, one that is far below none; the others contest the rest. */
    @Test
    void settledScoresLeaveTheContestOfTheOthers() {
        for (IndependentNoise noise : NOISES) {
            ExactOptimizer contest = layer(4, 2, noise);
            ExactOptimizer all = layer(6, 3, noise);
            double[] theta = IntStream.range(0, 6)
                    .mapToDouble(i -> i == 1 ? 900 : i == 4 ? -900 : THETA[i == 0 ? 0 : i == 5 ? 3 : i - 1])
                    .toArray();
            double[] inside = contest.mean(THETA);
            assertArrayEquals(new double[] {inside[0], 1, inside[1], inside[2], 0, inside[3]}, all.mean(theta), 1e-9);
            assertEquals(contest.value(THETA) + 900, all.value(theta), 1e-8);
            double[] jacobian = all.jacobian(theta).data;
            double[] expected = contest.jacobian(THETA).data;
            int[] members = {0, 2, 3, 5};
            for (int i = 0; i < 4; i++) {
                assertEquals(0, jacobian[members[i] * 6 + 1], 1e-12);
                for (int j = 0; j < 4; j++) {
                    assertEquals(expected[i * 4 + j], jacobian[members[i] * 6 + members[j]], 1e-9);
                }
            }
        }
    }

    /** How many scores are above is settled at most nodes of the quadrature; all places must still be given out. */
    @Test
    void manyScoresShareTheirPlaces() {
        for (IndependentNoise noise : NOISES) {
            for (int k : new int[] {3, 40}) {
                ExactOptimizer layer = layer(80, k, noise);
                double[] theta =
                        IntStream.range(0, 80).mapToDouble(i -> Math.sin(7 * i)).toArray();
                double[] mean = layer.mean(theta);
                assertEquals(k, Arrays.stream(mean).sum(), 1e-10);
                for (int i = 0; i < 3; i++) {
                    double[] up = theta.clone();
                    double[] down = theta.clone();
                    up[i] += 1e-4;
                    down[i] -= 1e-4;
                    assertEquals(mean[i], (layer.value(up) - layer.value(down)) / 2e-4, 1e-7);
                }
            }
        }
    }

    @Test
    void wholeSetsAndSettledOnesHaveNoContest() {
        for (IndependentNoise noise : NOISES) {
            assertArrayEquals(new double[] {1, 1, 1}, layer(3, 3, noise).mean(new double[] {5, -5, 0}), 1e-12);
            assertArrayEquals(
                    new double[] {1, 0, 1, 0}, layer(4, 2, noise).mean(new double[] {500, -500, 501, -501}), 1e-12);
            assertEquals(1001, layer(4, 2, noise).value(new double[] {500, -500, 501, -501}), 1e-9);
        }
    }
}
