package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine, with its blocks, lanes and threads, against the plain loop: the same samples, so the same numbers up to rounding. */
class ReferenceLoopTest {
    /** The three paths from one corner to the other of two squares side by side, over their seven edges. */
    private static LinearOracle path() {
        return Oracles.points(
                Sense.MINIMIZE,
                List.of(new double[] {1, 1, 0, 0, 0, 0, 1}, new double[] {1, 0, 0, 1, 0, 1, 0}, new double[] {
                    0, 0, 1, 1, 1, 0, 0
                }));
    }

    static Stream<LinearOracle> oracles() {
        return Stream.of(
                Oracles.argmax(5),
                Oracles.ranking(6),
                Oracles.topK(9, 3),
                path(),
                Oracles.product(List.of(Oracles.argmax(3), Oracles.ranking(4))),
                Oracles.affine(Oracles.negate(path()), new double[] {1, 2, 1, 1, 1, 1, 3}, new double[7]));
    }

    @ParameterizedTest
    @MethodSource("oracles")
    void theEngineGivesTheNumbersOfThePlainLoop(LinearOracle oracle) {
        int d = oracle.dimension();
        double[] theta = new double[d];
        double[] v = new double[d];
        Arrays.setAll(theta, i -> Math.sin(3 * i));
        Arrays.setAll(v, i -> Math.cos(5 * i));
        ReferenceLoop plain = ReferenceLoop.run(oracle, theta, 0.7, 1003, 11, v);
        for (int threads = 1; threads <= 2; threads++) {
            try (PerturbedOptimizer layer = PerturbedOptimizer.builder(oracle)
                    .epsilon(0.7)
                    .samples(1003)
                    .seed(11)
                    .threads(threads)
                    .build()) {
                Estimate estimate = layer.at(theta).vjp(v).estimate();
                assertEquals(plain.value(), estimate.value(), 1e-12);
                assertArrayEquals(plain.solution(), estimate.mean(), 1e-12);
                assertArrayEquals(plain.vjp(), estimate.vjp().values(), 1e-12);
            }
        }
    }
}
