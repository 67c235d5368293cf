package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.VertexLanes;
import io.dither.perturbed.PerturbedOptimizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Costs whose sums are infinite have the optima that they have at a scale where sums are finite.
 *
 * <p>It has caught cuts that were none, paths and tours that were not the best, and a gap of NaN.
 */
class LargeCostsTest {
    private static final double[] SCALES = {1e300, 1e308, 1.7e308};

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyOracle() throws IOException {
        return SoakTest.specs(folder).keySet().stream()
                .filter(spec -> !spec.startsWith("affine")) // multiplies theta, and refuses what is then infinite
                .map(spec -> DynamicTest.dynamicTest(spec, () -> {
                    LinearOracle oracle = OracleRegistry.discover().create(spec);
                    for (double scale : SCALES) {
                        compare(oracle, scale);
                    }
                }));
    }

    private static void compare(LinearOracle oracle, double scale) {
        int d = oracle.dimension();
        double[] large = new double[d];
        double[] small = new double[d];
        for (int i = 0; i < d; i++) {
            large[i] = scale * (0.75 + 0.25 * Math.sin(7.0 * i));
            small[i] = large[i] * 0x1p-900;
        }
        try (OracleSession session = oracle.openSession()) {
            Vertex expected = new Vertex(d);
            session.solve(small, expected);
            Vertex vertex = new Vertex(d);
            session.solve(large, vertex);
            assertArrayEquals(expected.toArray(), vertex.toArray(), "at " + scale);
            assertEquals(expected.gap() > 0, vertex.gap() > 0);
            session.as(LaneSession.class).ifPresent(together -> {
                VertexLanes lanes = new VertexLanes(d, together.lanes());
                double[] thetas = new double[d * lanes.lanes()];
                for (int at = 0; at < thetas.length; at++) {
                    thetas[at] = large[at / lanes.lanes()];
                }
                together.solveLanes(thetas, lanes);
                assertArrayEquals(expected.toArray(), lanes.vertex(0).toArray(), "in lanes");
            });
        }
    }

    @Test
    void aValueThatIsInfiniteIsTold() {
        LinearOracle tour = OracleRegistry.discover().create("jgrapht-tour:cities=9");
        double[] theta = new double[tour.dimension()];
        java.util.Arrays.fill(theta, 1e308);
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(tour).samples(1).build()) {
            OracleException failure = Assertions.assertThrows(
                    OracleException.class, () -> layer.at(theta).estimate());
            Assertions.assertTrue(String.valueOf(failure.getMessage()).contains("the value Infinity"));
        }
    }
}
