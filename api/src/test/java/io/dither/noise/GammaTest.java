package io.dither.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.random.KeyedRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaTest {
    private static final int N = 200_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 3, 5, 12.5})
    void theFirstThreeMomentsAreThoseOfTheLaw(double shape) {
        double[] z = new double[N];
        Noise.gamma(shape).sample(new KeyedRandom(7), z);
        double mean = 0;
        for (double value : z) {
            assertTrue(value >= 0);
            mean += value / N;
        }
        double variance = 0;
        double skew = 0;
        for (double value : z) {
            variance += (value - mean) * (value - mean) / N;
            skew += Math.pow(value - mean, 3) / N;
        }
        assertEquals(shape, mean, 5 * Math.sqrt(shape / N));
        // the fourth and sixth central moments of the law
        double fourth = 3 * shape * shape + 6 * shape;
        double sixth = 15 * Math.pow(shape, 3) + 130 * shape * shape + 120 * shape;
        assertEquals(shape, variance, 5 * Math.sqrt((fourth - shape * shape) / N));
        assertEquals(2 * shape, skew, 5 * Math.sqrt(sixth / N));
    }

    /** E score = 0 and E z score = 1, by which gradients are estimated. */
    @Test
    void theScoreObeysSteinsIdentities() {
        double[] z = new double[N];
        double[] score = new double[N];
        Gamma gamma = new Gamma(6);
        gamma.sample(new KeyedRandom(3), z);
        gamma.score(z, score);
        double mean = 0;
        double product = 0;
        for (int i = 0; i < N; i++) {
            mean += score[i] / N;
            product += z[i] * score[i] / N;
        }
        // Var score = 1 / (shape - 2), Var z score = shape
        assertEquals(0, mean, 5 * Math.sqrt(0.25 / N));
        assertEquals(1, product, 5 * Math.sqrt(6.0 / N));
    }

    @Test
    void shapesOfTheirOwnFollowTheCoordinateAndZeroIsNoNoise() {
        NonnegativeNoise noise = Noise.gamma(new double[] {5, 0, 7});
        double[] z = new double[3];
        noise.sample(new KeyedRandom(3), z);
        assertEquals(0, z[1]);
        assertTrue(z[0] > 0 && z[2] > 0);
        double[] score = new double[3];
        ((ScoredNoise) noise).score(z, score);
        assertArrayEquals(new double[] {1 - 4 / z[0], 0, 1 - 6 / z[2]}, score);
        assertEquals(7, noise.mean(2));
        assertThrows(InvalidArgumentException.class, () -> ((ScoredNoise) noise).score(new double[2], score));
    }

    @Test
    void badShapesAreNamed() {
        assertThrows(InvalidArgumentException.class, () -> Noise.gamma(0));
        var refusal = assertThrows(InvalidArgumentException.class, () -> Noise.gamma(new double[] {1, -2}));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("shapes[1] = -2.0 is not a shape. Maybe"));
    }

    /** The numbers that the test by logarithms alone gives. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 5, 40, 1e6, 1e13})
    void theSqueezeChangesNoBit(double shape) {
        double[] z = new double[N / 4];
        KeyedRandom random = new KeyedRandom(11);
        new Gamma(shape).fill(random, z, 0, z.length);
        KeyedRandom again = new KeyedRandom(11);
        double centre = shape - 1.0 / 3;
        double spread = 1 / Math.sqrt(9 * centre);
        for (int i = 0; i < z.length; ) {
            double x = again.nextGaussian();
            double root = 1 + spread * x;
            if (root > 0 && Gamma.accepts(again.nextDouble(), x * x, centre, root * root * root)) {
                assertEquals(centre * (root * root * root), z[i++]);
            }
        }
        assertEquals(again.nextLong(), random.nextLong());
    }

    /** What the squeeze accepts, the logarithms do: at the largest uniform number that it lets pass. */
    @Test
    void theSqueezeIsInsideTheTest() {
        for (double centre = 2.0 / 3; centre < 1e9; centre *= 1.7) {
            double spread = 1 / Math.sqrt(9 * centre);
            for (double x = -2.34; x < 2.34; x += 1e-3) {
                double root = 1 + spread * x;
                double uniform = 1 - 1e-14 * (1 + centre) - 0.0331 * x * x * x * x;
                if (root > 0 && uniform > 0) {
                    assertTrue(Gamma.accepts(uniform, x * x, centre, root * root * root), centre + " " + x);
                }
            }
        }
    }
}
