package io.dither.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.kernel.Kernels;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.VertexLanes;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The oracles that use the kernels: their contract, and lanes against single thetas. */
class LaneOraclesTest {
    private static final List<String> ORACLES = List.of(
            "argmax:n=13",
            "top-k:n=40,k=5",
            "top-k:n=9,k=9",
            "ranking:n=7",
            "ranking:n=40",
            "assignment:rows=5,cols=6");

    private static LinearOracle create(String spec) {
        return OracleRegistry.discover().create(spec);
    }

    @TestFactory
    Stream<DynamicTest> contracts() {
        return ORACLES.stream()
                .map(spec -> DynamicTest.dynamicTest(spec, () -> {
                    OracleContract contract = OracleContract.of(create(spec));
                    for (var rule : OracleContract.rules()) {
                        RuleResult result = contract.verify(rule);
                        assertFalse(result.isFailure(), result::toString);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> lanesGiveTheAnswersOfSingleThetas() {
        return ORACLES.stream()
                .map(create -> DynamicTest.dynamicTest(create, () -> {
                    LinearOracle oracle = create(create);
                    try (var session = oracle.openSession()) {
                        if (session instanceof LaneSession together) {
                            for (int kind = 0; kind < Blocks.KINDS; kind++) {
                                assertLanesAgree(together, oracle.dimension(), kind);
                            }
                        }
                    }
                }));
    }

    private static void assertLanesAgree(LaneSession session, int d, int kind) {
        int lanes = session.lanes();
        double[] block = Blocks.of(d * lanes, kind, 3);
        VertexLanes vertices = new VertexLanes(d, lanes);
        session.solveLanes(block, vertices);
        double[] theta = new double[d];
        Vertex vertex = new Vertex(d);
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < d; i++) {
                theta[i] = block[i * lanes + lane];
            }
            session.solve(theta, vertex);
            assertArrayEquals(
                    vertex.toArray(),
                    vertices.vertex(lane).toArray(),
                    Kernels.get().name());
        }
    }
}
