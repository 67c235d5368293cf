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
 * The oracle of an example that answers with the best known solution if a solve finds none within its limits. Known are the solutions of the
 * previous pass over the examples, whose costs differ little near the end of a search, and the observed decision. Such an answer has no
 * proof and an unknown gap: the loss is too low by at most this gap, and weights are biased as by other accepted answers. The known
 * solutions do not depend on the number of threads.
 */
final class Answering implements LinearOracle {
    /** The factor by which the costs that draw a solve to the observed decision grow with each try. */
    private static final double PULL_MORE = 1000;

    private static final int PULLS = 4;

    private final Unsolved counts;
    private final String example;
    private final LinearOracle oracle;
    private final Decision observed;
    /** Whether the oracle never proves optimality, so that missing proofs are not counted. */
    private final boolean heuristic;

    private volatile KnownSolutions previousPass;
    private volatile KnownSolutions currentPass;
    private volatile boolean fresh;
    private @Nullable Vertex drawn;

    Answering(Unsolved counts, String example, LinearOracle oracle, Decision observed) {
        this.counts = counts;
        this.example = example;
        this.oracle = oracle;
        this.observed = observed;
        heuristic = oracle.traits().contains(Trait.HEURISTIC);
        previousPass = new KnownSolutions(oracle, observed);
        currentPass = new KnownSolutions(oracle, observed);
    }

    /** Begins a pass, which may leave this example out. */
    void nextPass() {
        if (fresh) {
            previousPass = currentPass;
            currentPass = new KnownSolutions(oracle, observed);
            fresh = false;
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

    private void answer(OracleException failure, double[] theta, Vertex vertex) {
        Vertex best = previousPass.best(theta);
        if (best == null) {
            best = drawn();
        }
        if (best == null) {
            throw failure;
        }
        vertex.copyFrom(best);
        vertex.gap(Double.POSITIVE_INFINITY);
        counts.failed(example);
    }

    /** Solves with costs that favour the observed decision until it is the answer, to know its constant h(y); null if it never is. */
    private synchronized @Nullable Vertex drawn() {
        double[] y = observed.values();
        double[] theta = new double[y.length];
        double pull = sense().sign();
        for (int tries = 0; drawn == null && tries < PULLS; tries++) {
            for (int i = 0; i < theta.length; i++) {
                theta[i] = pull * (2 * y[i] - 1);
            }
            Vertex answer = domain().firstOutside(theta) < 0 ? solved(theta) : null;
            drawn = answer != null && Arrays.equals(answer.toArray(), y) ? answer : null;
            pull *= PULL_MORE;
        }
        return drawn;
    }

    private @Nullable Vertex solved(double[] theta) {
        try {
            return oracle.answer(theta);
        } catch (OracleException failure) {
            return null;
        }
    }

    /** Wraps a session of the oracle with all its capabilities; it turns to the oracle of another example if the inner session can. */
    private static final class Session implements RetargetableSession, LimitedSession {
        private final OracleSession session;
        private final boolean limited;
        private Answering answering;
        private double factor = 1;

        Session(Answering answering) {
            this.answering = answering;
            session = OracleSession.of(answering.oracle);
            limited = session.as(LimitedSession.class).isPresent();
        }

        @Override
        public <C> Optional<C> as(Class<C> capability) {
            boolean isOwn = capability == RetargetableSession.class || (capability == LimitedSession.class && limited);
            return isOwn ? Optional.of(capability.cast(this)) : session.as(capability);
        }

        @Override
        public boolean retarget(LinearOracle other) {
            boolean turns = other instanceof Answering target
                    && (target.oracle == answering.oracle
                            || session.as(RetargetableSession.class)
                                    .filter(family -> family.retarget(target.oracle))
                                    .isPresent());
            if (turns) {
                answering = (Answering) other;
            }
            return turns;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            try {
                session.solve(theta, vertex);
            } catch (OracleException failure) {
                if (failure.code() != Code.TIMEOUT || (limited && answering.counts.isRetried(factor))) {
                    throw failure;
                }
                answering.answer(failure, theta, vertex);
            }
            answering.currentPass.add(vertex);
            answering.fresh = true;
            answering.counts.solved(vertex.gap() != 0 && !answering.heuristic);
        }

        @Override
        public void limits(double times) {
            factor = times;
            session.as(LimitedSession.class).ifPresent(limitedSession -> limitedSession.limits(times));
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
