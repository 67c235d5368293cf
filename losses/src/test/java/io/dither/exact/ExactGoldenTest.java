package io.dither.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Exact layers against published numbers and against each other. */
class ExactGoldenTest {
    private static final double DIGITS = 1e-7;
    private static final double[] A = {-0.6, 1.9, -0.2, 1.1, -1.0};
    private static final double[] B = {-0.6, 1.0, -0.2, 1.8, -1.0};
    private static final double EULER_GAMMA = 0.5772156649015329;

    private static ExactOptimizer gumbelArgmax() {
        return ExactOptimizer.of(Oracles.argmax(5), Noise.gumbel(), 0.5);
    }

    @Test
    void gumbelArgmaxIsSoftmax() {
        ExactOptimizer layer = gumbelArgmax();
        assertArrayEquals(
                new double[] {0.00549293, 0.81522342, 0.01222475, 0.16459077, 0.00246813}, layer.mean(A), DIGITS);
        assertArrayEquals(
                new double[] {0.00667923, 0.16385845, 0.0148649, 0.81159624, 0.00300117}, layer.mean(B), DIGITS);
        assertEquals(2.29075437, layer.value(A), DIGITS);
        assertEquals(2.19298399, layer.value(B), DIGITS);
        assertArrayEquals(
                new double[] {-0.00895593, 0.30126839, -0.0199318, -0.2683565, -0.00402416},
                Arrays.copyOfRange(layer.jacobian(A).data, 5, 10),
                DIGITS);
    }

    @Test
    void gradientOfTheSquaredNorm() {
        double[] twice = gumbelArgmax().mean(A);
        for (int i = 0; i < 5; i++) {
            twice[i] *= 2;
        }
        assertArrayEquals(
                new double[] {-0.01508078, 0.40225852, -0.03323372, -0.34713792, -0.00680609},
                gumbelArgmax().forward(A).vjp(twice).values(),
                DIGITS);
    }

    @Test
    void productsAreThoseOfTheJacobian() {
        double[] v = {1, 0.5, -2, 0.25};
        for (Noise noise : List.of(Noise.gaussian(), Noise.gumbel(), Noise.laplace())) {
            for (LinearOracle oracle : List.of(
                    Oracles.argmax(4),
                    Oracles.topK(4, 2),
                    Oracles.nearestNeighbours(4, 3),
                    Oracles.ranking(4),
                    Oracles.sign(4),
                    Oracles.product(List.of(Oracles.hypercube(2), Oracles.argmax(2))))) {
                ExactOptimizer layer = ExactOptimizer.of(oracle, noise, 0.5);
                double[] theta = {0.3, -0.4, 0.9, 0.2};
                DMatrixRMaj jacobian = layer.jacobian(theta);
                double[] product = layer.forward(theta).vjp(v).values();
                for (int i = 0; i < 4; i++) {
                    double sum = 0;
                    for (int j = 0; j < 4; j++) {
                        sum += jacobian.get(i, j) * v[j];
                    }
                    assertEquals(sum, product[i], 1e-13);
                }
            }
        }
    }

    @Test
    void gumbelLossOfAOneHotLabelIsTheCrossEntropy() {
        ExactOptimizer layer = ExactOptimizer.of(Oracles.argmax(5), Noise.gumbel(), 1);
        assertEquals(1.82631232, layer.value(new double[] {.1, .7, .3, .9, .5}) - 0.9, DIGITS);
    }

    @Test
    void gaussianArgmax() {
        double[] theta = {-.6, -.5, .5};
        ExactOptimizer layer = ExactOptimizer.of(Oracles.argmax(3), Noise.gaussian(), 0.5);
        assertArrayEquals(new double[] {0.04981325, 0.06976691, 0.88041984}, layer.mean(theta), DIGITS);
        assertEquals(0.53897491, layer.value(theta), DIGITS);
        assertArrayEquals(
                new double[] {
                    .15347348, -.02413347, -.12934, -.02413347, .19773279, -.17359932, -.12934, -.17359932, .30293932
                },
                layer.jacobian(theta).data,
                DIGITS);
    }

    @Test
    void gumbelRanks() {
        double[] theta = {1.6226422, 2.0252647, -.43359444, -.07861735, .1760909, -.97208923};
        ExactOptimizer layer = ExactOptimizer.of(Oracles.ranking(6), Noise.gumbel(), 0.2);
        assertArrayEquals(
                new double[] {4.11687, 4.88204, 1.12684, 2.06260, 2.73368, .07797}, layer.mean(theta), 5.1e-6);
    }

    @Test
    void gaussianSign() {
        double[] theta = {0.3, -0.1, 0};
        ExactOptimizer layer = ExactOptimizer.of(Oracles.sign(3), Noise.gaussian(), 0.5);
        for (int i = 0; i < 3; i++) {
            assertEquals(2 * Noise.gaussian().cdf(theta[i] / 0.5) - 1, layer.mean(theta)[i], 1e-14);
            assertEquals(
                    4 * Noise.gaussian().density(theta[i] / 0.5),
                    layer.jacobian(theta).get(i, i),
                    1e-14);
        }
    }

    @Test
    void quadratureAgreesWithTheClosedForms() {
        double[] scores = {0.4, -0.3, 0.1, 30};
        Law gumbel = new Law(Noise.gumbel(), 0.7);
        requireSame(new SoftArgmax(gumbel), new SmoothTopK(1, gumbel), scores);
        Law gaussian = new Law(Noise.gaussian(), 0.7);
        for (double gap : new double[] {0, 0.4, -3, 100}) {
            requireSame(new GaussianPair(gaussian), new SmoothTopK(1, gaussian), new double[] {gap, 0});
        }
    }

    private static void requireSame(Smoothing one, Smoothing other, double[] u) {
        assertEquals(one.value(u), other.value(u), 1e-12);
        assertArrayEquals(one.mean(u), other.mean(u), 1e-12);
        assertArrayEquals(one.jacobian(u).data, other.jacobian(u).data, 1e-12);
    }

    @Test
    void whatHasNoExactLayerIsRefused() {
        LinearOracle unnamed = LinearOracle.of(2, theta -> theta);
        assertFalse(ExactOptimizer.isAvailable(unnamed, Noise.gaussian()));
        assertRefused("set has no name", () -> ExactOptimizer.of(unnamed, Noise.gaussian(), 1));
        LinearOracle two = Oracles.points(Sense.MINIMIZE, List.of(new double[] {1}, new double[] {2}));
        assertRefused("noise = gaussian on the set Points", () -> ExactOptimizer.of(two, Noise.gaussian(), 1));
    }

    private static void assertRefused(String part, org.junit.jupiter.api.function.Executable build) {
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, build).getMessage());
        assertTrue(message.contains(part) && message.contains("Maybe "), message);
    }
}
