package io.dither.testing;

import io.dither.error.OracleException;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.VertexLanes;
import io.dither.testing.FaultyOracles.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Faults of sessions: state that should not be there, input that should be refused. */
final class FaultySessions {
    private static final BruteForceOracle HEALTHY = FaultyOracles.healthy();

    private FaultySessions() {}

    static List<Fault> all() {
        FakeOracle healthy = FakeOracle.like(HEALTHY);
        return List.of(
                fault("remembers arrays by identity", OracleRule.INPUT_UNTOUCHED, healthy.sessions(Remembering::new)),
                fault(
                        "prefers its last answer among ties",
                        OracleRule.HISTORY_INDEPENDENCE,
                        healthy.sessions(WarmStarted::new)),
                fault("accepts NaN", OracleRule.REFUSAL, healthy.sessions(() -> FaultySessions::unchecked)),
                fault("ignores its domain", OracleRule.REFUSAL, healthy.domain(Domain.nonnegative())),
                fault("ignores a bound of 1", OracleRule.REFUSAL, healthy.domain(box(1, Double.POSITIVE_INFINITY))),
                fault("ignores an upper bound", OracleRule.REFUSAL, healthy.domain(box(Double.NEGATIVE_INFINITY, -1))),
                fault(
                        "ignores the length",
                        OracleRule.REFUSAL,
                        healthy.sessions(() -> (theta, vertex) -> solve(Arrays.copyOf(theta, 4), vertex))),
                fault(
                        "ignores the length of the vertex",
                        OracleRule.REFUSAL,
                        healthy.sessions(() -> FaultySessions::solveInto)),
                fault("is spoilt by a refusal", OracleRule.REFUSAL, healthy.sessions(Spoilt::new)),
                fault("shares a workspace", OracleRule.CONCURRENCY, sharedWorkspace()),
                fault("changes its dimension", OracleRule.STABILITY, new Growing(HEALTHY, new AtomicInteger(4))),
                fault("cannot close twice", OracleRule.STABILITY, healthy.sessions(() -> new Closing(false))),
                fault("answers 0 once closed", OracleRule.STABILITY, healthy.sessions(() -> new Closing(true))),
                lanes("answers a lane for its neighbour", (session, thetas, vertices) -> {
                    session.solveLanes(thetas, vertices);
                    vertices.vertex(1).copyFrom(vertices.vertex(0));
                }),
                lanes("adds the coordinates of lanes in another order", FaultySessions::solveBackwards),
                lanes("puts numbers near 1 into a block of zeros and ones", FaultySessions::solveNearly),
                lanes("is dense in lanes and sparse alone", (session, thetas, vertices) -> {
                    double[] y = block(session, thetas, vertices);
                    System.arraycopy(y, 0, vertices.dense(), 0, y.length);
                }),
                lanes("knows a gap in lanes alone", (session, thetas, vertices) -> {
                    session.solveLanes(thetas, vertices);
                    vertices.vertex(0).gap(0.5);
                }),
                fault(
                        "has indices of ones in lanes and is dense alone",
                        OracleRule.LANES,
                        healthy.sessions(DenseAlone::new)),
                fault(
                        "hands on the lanes of what it wraps as they are",
                        OracleRule.LANES,
                        healthy.sessions(Forwarding::new)),
                lanes("accepts NaN in lanes", FaultySessions::solveWithoutNaN),
                fault(
                        "ignores an upper bound in lanes",
                        OracleRule.LANES,
                        healthy.domain(box(Double.NEGATIVE_INFINITY, -1)).sessions(() -> new Lanes(null))));
    }

    private static Fault fault(String name, OracleRule rule, LinearOracle oracle) {
        return new Fault(name, rule, OracleContract.of(oracle).vertices(HEALTHY));
    }

    private static Domain box(double lower, double upper) {
        return Domain.box(new double[] {lower, lower, lower, lower}, new double[] {upper, upper, upper, upper});
    }

    private static Fault lanes(String name, LaneSolver solver) {
        FakeOracle oracle = FakeOracle.like(HEALTHY).sessions(() -> new Lanes(solver));
        return fault(name, OracleRule.LANES, oracle);
    }

    private static void solveBackwards(Lanes session, double[] thetas, VertexLanes vertices) {
        session.solveLanes(thetas, vertices);
        Vertex forward = new Vertex(4);
        for (int lane = 0; lane < vertices.lanes(); lane++) {
            Vertex vertex = vertices.vertex(lane);
            forward.copyFrom(vertex);
            vertex.clear();
            for (int k = forward.size() - 1; k >= 0; k--) {
                vertex.add(forward.index(k), forward.value(k));
            }
        }
    }

    private static void solveNearly(Lanes session, double[] thetas, VertexLanes vertices) {
        double[] near = block(session, thetas, vertices);
        for (int at = 0; at < near.length; at++) {
            vertices.zeroOne()[at] = 0.999999 * near[at];
        }
    }

    /** Returns the right answers, coordinate-major. */
    private static double[] block(Lanes session, double[] thetas, VertexLanes vertices) {
        session.solveLanes(thetas, vertices);
        double[] block = new double[thetas.length];
        for (int lane = 0; lane < vertices.lanes(); lane++) {
            double[] y = vertices.vertex(lane).toArray();
            for (int i = 0; i < y.length; i++) {
                block[i * vertices.lanes() + lane] = y[i];
            }
        }
        return block;
    }

    private static void solveWithoutNaN(Lanes session, double[] thetas, VertexLanes vertices) {
        if (thetas.length == 4 * vertices.lanes()) {
            session.solveLanes(
                    Arrays.stream(thetas).map(x -> Double.isNaN(x) ? 0 : x).toArray(), vertices);
        } else {
            session.solveLanes(thetas, vertices);
        }
    }

    static void solve(double[] theta, Vertex vertex) {
        try (OracleSession session = HEALTHY.openSession()) {
            session.solve(theta, vertex);
        }
    }

    private static void solveInto(double[] theta, Vertex vertex) {
        Vertex answer = new Vertex(4);
        solve(theta, answer);
        vertex.clear();
        for (int i = 0; i < vertex.dimension(); i++) {
            vertex.add(i, i < 4 ? answer.toArray()[i] : 0);
        }
    }

    private static void unchecked(double[] theta, Vertex vertex) {
        System.arraycopy(HEALTHY.best(theta, Sense.MAXIMIZE).y(), 0, vertex.dense(), 0, 4);
    }

    /** All sessions copy theta into one array; each waits a little for another to come in between. */
    @SuppressWarnings("ThreadPriorityCheck") // yielding makes the race likely, nothing relies on it
    private static FakeOracle sharedWorkspace() {
        double[] workspace = new double[4];
        AtomicInteger entries = new AtomicInteger();
        return FakeOracle.like(HEALTHY).sessions(() -> (theta, vertex) -> {
            solve(theta, vertex);
            System.arraycopy(theta, 0, workspace, 0, 4);
            int entry = entries.incrementAndGet();
            for (int spin = 0; spin < 30 && entries.get() == entry; spin++) {
                Thread.yield();
            }
            solve(workspace, vertex);
        });
    }

    private static final class Remembering implements OracleSession {
        private double[] last = {};
        private final Vertex answer = new Vertex(4);

        @Override
        public void solve(double[] theta, Vertex vertex) {
            if (theta != last) {
                FaultySessions.solve(theta, answer);
                last = theta;
            }
            vertex.copyFrom(answer);
        }
    }

    private static final class WarmStarted implements OracleSession {
        private final Vertex last = new Vertex(4);
        private boolean warm;

        @Override
        public void solve(double[] theta, Vertex vertex) {
            FaultySessions.solve(theta, vertex);
            if (warm && last.dot(theta) >= vertex.dot(theta)) {
                vertex.copyFrom(last);
            }
            last.copyFrom(vertex);
            warm = true;
        }
    }

    /** How the lanes of a session are solved. */
    interface LaneSolver {
        void solve(Lanes healthy, double[] thetas, VertexLanes vertices);
    }

    /** Solves two thetas at once as its solver does, which may make use of healthy lanes. */
    static final class Lanes implements LaneSession {
        private final @Nullable LaneSolver solver;

        Lanes(@Nullable LaneSolver solver) {
            this.solver = solver;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            FaultySessions.solve(theta, vertex);
            double[] y = vertex.toArray();
            vertex.clear();
            for (int i = 0; i < y.length; i++) {
                if (y[i] != 0) {
                    vertex.add(i, y[i]);
                }
            }
        }

        @Override
        public int lanes() {
            return 2;
        }

        @Override
        public void solveLanes(double[] thetas, VertexLanes vertices) {
            if (solver != null) {
                solver.solve(new Lanes(null), thetas, vertices);
                return;
            }
            Thetas.checkLanes(thetas, 4, 2);
            vertices.clear();
            for (int lane = 0; lane < 2; lane++) {
                double[] theta = {thetas[lane], thetas[2 + lane], thetas[4 + lane], thetas[6 + lane]};
                solve(theta, vertices.vertex(lane));
            }
        }
    }

    /** Asks a session at -theta, but its lanes at theta. */
    private static final class Forwarding implements OracleSession {
        private final Lanes inner = new Lanes((session, thetas, vertices) ->
                session.solveLanes(Arrays.stream(thetas).map(x -> -x).toArray(), vertices));

        @Override
        public void solve(double[] theta, Vertex vertex) {
            inner.solve(theta, vertex);
        }

        @Override
        public <C> Optional<C> as(Class<C> capability) {
            return inner.as(capability);
        }
    }

    private static final class DenseAlone implements LaneSession {
        private final Lanes healthy = new Lanes(null);

        @Override
        public void solve(double[] theta, Vertex vertex) {
            healthy.solve(theta, vertex);
            double[] y = vertex.toArray();
            System.arraycopy(y, 0, vertex.dense(), 0, y.length);
        }

        @Override
        public int lanes() {
            return 2;
        }

        @Override
        public void solveLanes(double[] thetas, VertexLanes vertices) {
            double[] y = block(healthy, thetas, vertices);
            int[] ones = vertices.ones(2);
            for (int lane = 0; lane < 2; lane++) {
                int at = lane;
                for (int i = 0; i < 4; i++) {
                    if (y[2 * i + lane] == 1) {
                        ones[at] = i;
                        at += 2;
                    }
                }
            }
        }
    }

    private static final class Spoilt implements OracleSession {
        private boolean spoilt;

        @Override
        public void solve(double[] theta, Vertex vertex) {
            try {
                FaultySessions.solve(theta, vertex);
            } catch (OracleException refused) {
                spoilt = true;
                throw refused;
            }
            if (spoilt) {
                vertex.clear();
            }
        }
    }

    private static final class Closing implements OracleSession {
        private final boolean answersZero;
        private boolean closed;

        Closing(boolean answersZero) {
            this.answersZero = answersZero;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            FaultySessions.solve(theta, vertex);
            if (closed) {
                vertex.clear();
            }
        }

        @Override
        public void close() {
            if (closed && !answersZero) {
                throw new IllegalStateException("closed already");
            }
            closed = true;
        }
    }

    private record Growing(LinearOracle healthy, AtomicInteger size) implements LinearOracle {
        @Override
        public int dimension() {
            return size.get();
        }

        @Override
        public OracleSession openSession() {
            return (theta, vertex) -> {
                FaultySessions.solve(theta, vertex);
                if (theta[0] < 0) {
                    size.set(5);
                }
            };
        }
    }
}
