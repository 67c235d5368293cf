package io.dither.learn.internal.evaluate;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.layer.Decision;
import io.dither.oracle.Domain;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.RetargetableSession;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the oracle of an example, and answers with the best known solution if a solve finds no solution within its
 * limits. The known solutions are the observed decision and the solutions of the previous pass over this example; near
 * the end of a search, the costs of both passes differ little. Such an answer has an unknown gap: the loss is too low by
 * at most this gap, and weights are biased, as with any answer that is not optimal. The solutions of a pass become known
 * only after it, so the answers do not depend on the number of threads.
 */
final class FallbackOracle implements LinearOracle {
    /** The factor by which costs that favour the observed decision grow with each try. */
    private static final double PULL_FACTOR = 1000;

    /** The largest number of tries with such costs. */
    private static final int MAX_PULLS = 4;

    private final Unsolved unsolved;
    private final String example;
    private final LinearOracle oracle;
    private final Decision observed;
    /** Whether the oracle never proves optimality, so that missing proofs are not counted. */
    private final boolean isHeuristic;

    private volatile KnownSolutions previousPass;
    private volatile KnownSolutions currentPass;
    /** Whether this example was solved in the current pass. */
    private volatile boolean isUsedInPass;

    private @Nullable Vertex observedSolution;

    FallbackOracle(Unsolved unsolved, String example, LinearOracle oracle, Decision observed) {
        this.unsolved = unsolved;
        this.example = example;
        this.oracle = oracle;
        this.observed = observed;
        isHeuristic = oracle.traits().contains(Trait.HEURISTIC);
        previousPass = new KnownSolutions(oracle, observed);
        currentPass = new KnownSolutions(oracle, observed);
    }

    /** Starts a pass; if the last pass left this example out, the solutions of an earlier pass remain. */
    void nextPass() {
        if (isUsedInPass) {
            previousPass = currentPass;
            currentPass = new KnownSolutions(oracle, observed);
            isUsedInPass = false;
        }
    }

    @Override
    public int dimension() {
        return oracle.dimension();
    }

    @Override
    public Sense sense() {
        return oracle.sense();
    }

    @Override
    public Domain domain() {
        return oracle.domain();
    }

    @Override
    public Set<Trait> traits() {
        return oracle.traits();
    }

    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return oracle.as(capability);
    }

    @Override
    public OracleSession openSession() {
        return new Session(this);
    }

    /** Answers with the best known solution; throws the failure of the solve if there is none. */
    private void answerByKnownSolution(OracleException failure, double[] theta, Vertex vertex) {
        Vertex best = previousPass.best(theta);
        if (best == null) {
            // the observed decision is not among the known solutions if the oracle adds an unknown constant to its
            // objective
            best = observedSolution();
        }
        if (best == null) {
            throw failure;
        }
        vertex.copyFrom(best);
        vertex.gap(Double.POSITIVE_INFINITY);
        unsolved.countFailure(example);
    }

    /**
     * Returns the observed decision y with the constant h(y) that the oracle adds to the objective of y, 0 for most oracles.
     * Solves with costs that favour the decision, because only a solve finds h(y); null if no such solve returns the decision.
     */
    private synchronized @Nullable Vertex observedSolution() {
        double[] y = observed.values();
        double[] theta = new double[y.length];
        double pull = sense().sign(); // negative to minimise: theta below is then a low cost where y is 1
        for (int tries = 0; observedSolution == null && tries < MAX_PULLS; tries++) {
            for (int i = 0; i < theta.length; i++) {
                theta[i] = pull * (2 * y[i] - 1);
            }
            Vertex answer = domain().firstOutside(theta) < 0 ? answerOrNull(theta) : null;
            observedSolution = answer != null && Arrays.equals(answer.toArray(), y) ? answer : null;
            pull *= PULL_FACTOR;
        }
        return observedSolution;
    }

    /** Returns the solution of the wrapped oracle; null if the solve fails. */
    private @Nullable Vertex answerOrNull(double[] theta) {
        try {
            return oracle.answer(theta);
        } catch (OracleException failure) {
            return null;
        }
    }

    /**
     * Wraps a session of the oracle, and has all capabilities of this session. The wrapper changes to the oracle of another
     * example if the inner session can.
     */
    private static final class Session implements RetargetableSession, LimitedSession {
        private final OracleSession session;
        private final boolean hasLimits;
        private FallbackOracle oracleOfExample;
        /** The factor by which the limits of the session were raised. */
        private double limitsFactor = 1;

        Session(FallbackOracle oracleOfExample) {
            this.oracleOfExample = oracleOfExample;
            session = OracleSession.openGuarded(oracleOfExample.oracle);
            hasLimits = session.as(LimitedSession.class).isPresent();
        }

        @Override
        public <C> Optional<C> as(Class<C> capability) {
            boolean isOfWrapper =
                    capability == RetargetableSession.class || (capability == LimitedSession.class && hasLimits);
            return isOfWrapper ? Optional.of(capability.cast(this)) : session.as(capability);
        }

        @Override
        public boolean retarget(LinearOracle other) {
            boolean isRetargeted = other instanceof FallbackOracle target
                    && (target.oracle == oracleOfExample.oracle
                            || session.as(RetargetableSession.class)
                                    .filter(retargetable -> retargetable.retarget(target.oracle))
                                    .isPresent());
            if (isRetargeted) {
                oracleOfExample = (FallbackOracle) other;
            }
            return isRetargeted;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            try {
                session.solve(theta, vertex);
            } catch (OracleException failure) {
                // after a first failure, the caller may raise the limits and solve again: it needs the exception
                if (failure.code() != Code.TIMEOUT || (hasLimits && oracleOfExample.unsolved.isRetried(limitsFactor))) {
                    throw failure;
                }
                oracleOfExample.answerByKnownSolution(failure, theta, vertex);
            }
            oracleOfExample.currentPass.add(vertex);
            oracleOfExample.isUsedInPass = true;
            oracleOfExample.unsolved.countSolve(vertex.gap() != 0 && !oracleOfExample.isHeuristic);
        }

        @Override
        public void scaleLimits(double times) {
            limitsFactor = times;
            session.as(LimitedSession.class).ifPresent(limitedSession -> limitedSession.scaleLimits(times));
        }

        @Override
        public void interrupt() {
            session.as(LimitedSession.class).ifPresent(LimitedSession::interrupt);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
