package io.dither.learn.internal.evaluate;

import io.dither.layer.Decision;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.RetargetableSession;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The known solutions of an example: the observed decision, unless its objective has an unknown constant, and the answers
 * of its oracle so far. {@link Pooling} uses them by two oracles: {@link #solvingOracle} solves and adds its answers,
 * {@link #choosingOracle} chooses the best known solution. For a {@link FallbackOracle}, they have the answers of one
 * pass only. Solutions are ordered by their coordinates, so that the order does not depend on threads. Thread-safe.
 */
final class KnownSolutions {
    private final LinearOracle oracle;
    private final TreeSet<Vertex> solutions = new TreeSet<>(KnownSolutions::compare);
    /** A copy of the solutions in their order; null after a solution was added. */
    private Vertex @Nullable [] inOrder;

    KnownSolutions(LinearOracle oracle, Decision decision) {
        this.oracle = oracle;
        // with this trait, the objective of the decision may have a constant that only a solve finds
        if (!oracle.traits().contains(Trait.OFFSET)) {
            add(decision.point());
        }
    }

    synchronized void add(Vertex solution) {
        if (!solutions.contains(solution)) {
            Vertex copy = new Vertex(solution.dimension());
            copy.copyFrom(solution);
            solutions.add(copy);
            inOrder = null;
        }
    }

    /** Solves with the oracle and adds the answer; called if no solution is known yet, not even the decision. */
    private void solveFirst(double[] theta, Vertex vertex) {
        try (OracleSession session = OracleSession.openGuarded(oracle)) {
            session.solve(theta, vertex);
        }
        add(vertex);
    }

    private static int compare(Vertex a, Vertex b) {
        int order = Integer.compare(a.size(), b.size());
        for (int k = 0; order == 0 && k < a.size(); k++) {
            order = Integer.compare(a.index(k), b.index(k));
            order = order == 0 ? Double.compare(a.value(k), b.value(k)) : order;
        }
        return order == 0 ? Double.compare(a.offset(), b.offset()) : order;
    }

    private synchronized Vertex[] inOrder() {
        if (inOrder == null) {
            inOrder = solutions.toArray(Vertex[]::new);
        }
        return inOrder;
    }

    /** Returns the best known solution, the first of several equally good ones; null if there is none. */
    @Nullable
    Vertex best(double[] theta) {
        Sense sense = oracle.sense();
        Vertex best = null;
        double value = 0;
        for (Vertex solution : inOrder()) {
            double candidate = solution.objective(theta);
            if (best == null || sense.isBetter(candidate, value)) {
                best = solution;
                value = candidate;
            }
        }
        return best;
    }

    /** Returns an oracle that solves with the oracle of the example, and adds its answers to the known solutions. */
    LinearOracle solvingOracle() {
        return new KnownOracle(this, true);
    }

    /** Returns an oracle that chooses among the solutions known at the time of each solve. */
    LinearOracle choosingOracle() {
        return new KnownOracle(this, false);
    }

    /** An oracle that either solves and adds its answers to the known solutions, or chooses the best of them. */
    private record KnownOracle(KnownSolutions knownSolutions, boolean solves) implements LinearOracle {
        @Override
        public int dimension() {
            return knownSolutions.oracle.dimension();
        }

        @Override
        public Sense sense() {
            return knownSolutions.oracle.sense();
        }

        @Override
        public Domain domain() {
            return knownSolutions.oracle.domain();
        }

        @Override
        public Set<Trait> traits() {
            return knownSolutions.oracle.traits();
        }

        @Override
        public OracleSession openSession() {
            return solves ? new Solving(knownSolutions) : new Choosing(knownSolutions);
        }
    }

    /** A session that solves and adds its answers. */
    private static final class Solving implements RetargetableSession {
        private final OracleSession session;
        private KnownSolutions knownSolutions;

        Solving(KnownSolutions knownSolutions) {
            this.knownSolutions = knownSolutions;
            session = OracleSession.openGuarded(knownSolutions.oracle);
        }

        @Override
        public boolean retarget(LinearOracle other) {
            boolean isRetargeted = other instanceof KnownOracle next
                    && next.solves
                    && (next.knownSolutions.oracle == knownSolutions.oracle
                            || session.as(RetargetableSession.class)
                                    .filter(retargetable -> retargetable.retarget(next.knownSolutions.oracle))
                                    .isPresent());
            if (isRetargeted) {
                knownSolutions = ((KnownOracle) other).knownSolutions;
            }
            return isRetargeted;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            session.solve(theta, vertex);
            knownSolutions.add(vertex);
        }

        @Override
        public void close() {
            session.close();
        }
    }

    /** A session that chooses the best known solution. */
    private static final class Choosing implements RetargetableSession {
        private KnownSolutions knownSolutions;

        Choosing(KnownSolutions knownSolutions) {
            this.knownSolutions = knownSolutions;
        }

        @Override
        public boolean retarget(LinearOracle other) {
            boolean isRetargeted = other instanceof KnownOracle next && !next.solves;
            if (isRetargeted) {
                knownSolutions = ((KnownOracle) other).knownSolutions;
            }
            return isRetargeted;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            Thetas.check(theta, vertex, knownSolutions.oracle.dimension());
            Vertex best = knownSolutions.best(theta);
            if (best == null) {
                knownSolutions.solveFirst(theta, vertex);
            } else {
                vertex.copyFrom(best);
            }
        }
    }
}
