package io.dither.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
            "negate:of=(top-k:n=40,k=5)",
            "affine:of=(top-k:n=12,k=3),shift=(1,2,3,4,5,6,7,8,9,10,11,12)",
            "affine:of=(argmax:n=3),scale=(2,-1,0.5),shift=(1,0,-1)",
            "affine:of=(ranking:n=3),scale=(2,-1,0.5)",
            "constrained:of=(top-k:n=9,k=4),zeros=(1),ones=(5)",
            "product:of=(top-k:n=9,k=4;argmax:n=5)",
            "product:of=(ranking:n=9;negate:of=(nearest-neighbours:n=5,k=2))",
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
                        LaneSession together = session.as(LaneSession.class).orElse(null);
                        assertEquals(!create.startsWith("assignment"), together != null);
                        if (together != null) {
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
