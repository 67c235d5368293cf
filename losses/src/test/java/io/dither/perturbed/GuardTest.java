package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.layer.Decision;
import io.dither.losses.FenchelYoungLoss;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.OnDemandSession;
import io.dither.oracle.capability.VertexLanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.DoublePredicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions that break their contract while they solve, and what a guard makes of them. */
class GuardTest {
    private static final double[] THETA = {0.3, 0.1, -0.2};

    /** What a session does to theta and to a right answer, and what is said of it. */
    private enum Fault {
        WRITES("rule R7 (input-untouched) of the contract: theta[0] was ", (theta, y) -> theta[0] = 1e6),
        TWICE("rule R1 (shape) of the contract: the answer gives index ", (theta, y) -> y.add(y.index(0), 1)),
        HALF("rule R2 (feasibility) of the contract: y[1] = 0.5 against the trait ZERO_ONE", (theta, y) -> {
            y.clear();
            y.add(1, 0.5);
        }),
        OFFSET("rule R3 (offset) of the contract: h(y) = 3.0 without the trait OFFSET", (theta, y) -> y.offset(3)),
        INFEASIBLE(
                "rule R17 (membership) of the contract: the answer is not feasible, it is not one of 3", (theta, y) -> {
                    y.clear();
                    y.add(0, 1);
                    y.add(1, 1);
                });

        private final String said;
        private final BiConsumer<double[], Vertex> action;

        Fault(String said, BiConsumer<double[], Vertex> action) {
            this.said = said;
            this.action = action;
        }
    }

    /** One of three; sessions are made by the tests. */
    private record OneOfThree(Supplier<OracleSession> sessions) implements Membership {
        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public Set<Trait> traits() {
            return Set.of(Trait.ZERO_ONE);
        }

        @Override
        public Optional<String> violation(double[] y) {
            return y[0] + y[1] + y[2] == 1 ? Optional.empty() : Optional.of("it is not one of 3");
        }

        @Override
        public OracleSession openSession() {
            return sessions.get();
        }
    }

    private static void solve(double[] theta, Vertex vertex) {
        int best = 0;
        for (int i = 1; i < 3; i++) {
            best = theta[i] > theta[best] ? i : best;
        }
        vertex.clear();
        vertex.add(best, 1);
    }

    /** Breaks the contract where theta[0] is in a range. */
    private static LinearOracle faulty(Fault fault, DoublePredicate when) {
        return new OneOfThree(() -> (theta, vertex) -> {
            boolean now = when.test(theta[0]);
            solve(theta, vertex);
            if (now) {
                fault.action.accept(theta, vertex);
            }
        });
    }

    private static PerturbedOptimizerBuilder layer(LinearOracle oracle) {
        return PerturbedOptimizer.builder(oracle).samples(2000).seed(5);
    }

    private static String failure(PerturbedOptimizerBuilder builder) {
        try (PerturbedOptimizer layer = builder.build()) {
            OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
            assertEquals(Code.INVALID_ANSWER, failure.code());
            return String.valueOf(failure.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFirstSolveOfASessionIsChecked(Fault fault) {
        LinearOracle oracle = faulty(fault, t -> true);
        String message = failure(layer(oracle));
        assertTrue(message.contains(fault.said), message);
        assertTrue(message.contains("(example 0, sample 0, step 0, seed 5"), message);
        assertEquals(message, failure(layer(oracle).threads(3)));
    }

    @ParameterizedTest
    @EnumSource
    void eachSolveIsCheckedWhereThatIsAskedFor(Fault fault) {
        LinearOracle oracle = faulty(fault, t -> t > 3.5);
        try (PerturbedOptimizer trusting =
                layer(oracle).samples(500).guard(Guard.OFF).build()) {
            assertEquals(500, trusting.estimate(THETA).samples());
        }
        String message = failure(layer(oracle).guard(Guard.EVERY));
        assertTrue(message.contains(fault.said), message);
        for (int threads = 2; threads <= 4; threads++) {
            assertEquals(message, failure(layer(oracle).guard(Guard.EVERY).threads(threads)));
        }
    }

    @Test
    void oneInAThousandSolvesIsCheckedAndThenAll() {
        int[] solves = {0};
        int[] last = {0};
        LinearOracle oracle = new OneOfThree(() -> (theta, vertex) -> {
            solve(theta, vertex);
            solves[0]++;
            if (last[0] == 0 ? solves[0] > 1 : solves[0] == last[0]) {
                vertex.offset(1);
            }
        });
        try (PerturbedOptimizer layer = layer(oracle).build()) {
            OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
            assertTrue(String.valueOf(failure.getMessage()).contains("R3 (offset)"), failure.getMessage());
            last[0] = solves[0] + 17;
            failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
            assertTrue(String.valueOf(failure.getMessage()).contains("sample 16"), failure.getMessage());
        }
    }

    @Test
    void sessionsAtWorkWhileAnotherBreaksItsContractAreCheckedFromThenOn() {
        List<PerturbedOptimizer> layers = new ArrayList<>();
        int[] sessions = {0};
        int[] solves = {0};
        LinearOracle oracle = new OneOfThree(() -> {
            boolean isFirst = sessions[0]++ == 0;
            return (theta, vertex) -> {
                solve(theta, vertex);
                if (!isFirst) {
                    vertex.offset(1);
                } else if (solves[0]++ == 5) { // a second session, while this one is at work
                    assertThrows(OracleException.class, () -> layers.get(0).estimate(THETA));
                } else if (solves[0] == 200) {
                    vertex.offset(1);
                }
            };
        });
        try (PerturbedOptimizer layer = layer(oracle).samples(100).build()) {
            layers.add(layer);
            layer.estimate(THETA);
            OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
            assertTrue(String.valueOf(failure.getMessage()).contains("sample 99"), failure.getMessage());
        }
    }

    /** Right one by one, and wrong in one lane. */
    private static final class Lanes implements LaneSession {
        private final BiConsumer<double[], VertexLanes> fault;
        private final double[] theta = new double[3];

        Lanes(BiConsumer<double[], VertexLanes> fault) {
            this.fault = fault;
        }

        @Override
        public int lanes() {
            return 8;
        }

        @Override
        public void solve(double[] one, Vertex vertex) {
            GuardTest.solve(one, vertex);
        }

        @Override
        public void solveLanes(double[] thetas, VertexLanes vertices) {
            double[] block = vertices.zeroOne();
            for (int lane = 0; lane < 8; lane++) {
                Vertex vertex = new Vertex(3);
                for (int i = 0; i < 3; i++) {
                    theta[i] = thetas[8 * i + lane];
                }
                GuardTest.solve(theta, vertex);
                for (int i = 0; i < 3; i++) {
                    block[8 * i + lane] = vertex.index(0) == i ? 1 : 0;
                }
            }
            fault.accept(thetas, vertices);
        }
    }

    private static void assertLanes(String said, Guard guard, BiConsumer<double[], VertexLanes> fault) {
        LinearOracle oracle = new OneOfThree(() -> new Lanes(fault));
        int lane = guard == Guard.EVERY ? 5 : 0;
        try (PerturbedOptimizer layer =
                layer(oracle).samples(100_000).guard(guard).build()) {
            OracleException failure = assertThrows(OracleException.class, () -> {
                for (int call = 0; call < 20; call++) {
                    layer.estimate(THETA); // lanes begin once the layer is warm
                }
            });
            String message = String.valueOf(failure.getMessage());
            assertTrue(message.contains(said), message);
            assertTrue(guard == Guard.SAMPLE || sample(message) % 8 == lane, message);
        }
    }

    private static int sample(String message) {
        int at = message.indexOf("sample ") + "sample ".length();
        int end = at;
        while (Character.isDigit(message.charAt(end))) {
            end++;
        }
        return Integer.parseInt(message.substring(at, end));
    }

    @ParameterizedTest
    @EnumSource(names = {"SAMPLE", "EVERY"})
    void lanesAreCheckedOneByOne(Guard guard) {
        assertLanes("y[0] = 0.5 against the trait ZERO_ONE", guard, (thetas, vertices) -> {
            vertices.block()[5] = 0.5;
        });
        assertLanes("R7 (input-untouched) of the contract: theta[1] was ", guard, (thetas, vertices) -> {
            thetas[8 + 5] = 1e6;
        });
        assertLanes("R17 (membership)", guard, (thetas, vertices) -> {
            vertices.block()[5] = 0;
            vertices.block()[8 + 5] = 0;
            vertices.block()[16 + 5] = 0;
        });
        // handed out before the block was full: the vertex says another thing than the block
        assertLanes("R15 (lanes) of the contract: the block of answers gives the value ", guard, (thetas, vertices) -> {
            double[] block = vertices.zeroOne();
            java.util.Arrays.fill(block, 0);
            for (int lane = 0; lane < 8; lane++) {
                block[lane] = 1;
            }
            vertices.unpack();
            block[5] = 0;
            block[8 + 5] = 1;
        });
    }

    /** Looks at coordinates as it likes, and answers with one of them twice. */
    private static final class Looking implements OnDemandSession {
        @Override
        public void solve(double[] theta, Vertex vertex) {
            throw new AssertionError();
        }

        @Override
        public void solve(Coordinates theta, Vertex vertex) {
            vertex.clear();
            vertex.add(theta.at(0) > 0 ? 0 : 1, 1);
            vertex.add(theta.at(0) > 0 ? 0 : 1, 1);
        }
    }

    @Test
    void searchesThatLookAtFewCoordinatesAreCheckedToo() {
        String message = failure(layer(new OneOfThree(Looking::new)));
        assertTrue(message.contains("R1 (shape)"), message);
    }

    /** Without a guard the loss is a plausible number, and wrong. */
    @ParameterizedTest
    @CsvSource({"OFF", "SAMPLE"})
    void aSessionThatWritesIntoThetaGivesNoLoss(Guard guard) {
        LinearOracle writes = faulty(Fault.WRITES, t -> true);
        FenchelYoungLoss loss = new FenchelYoungLoss(layer(writes).guard(guard).build());
        Decision target = Decision.of(1, 0, 0);
        if (guard == Guard.OFF) {
            double right = new FenchelYoungLoss(
                            layer(faulty(Fault.WRITES, t -> false)).build())
                    .evaluate(THETA, target)
                    .value();
            assertNotEquals(right, loss.evaluate(THETA, target).value(), 1e3);
        } else {
            assertThrows(OracleException.class, () -> loss.evaluate(THETA, target));
        }
    }
}
