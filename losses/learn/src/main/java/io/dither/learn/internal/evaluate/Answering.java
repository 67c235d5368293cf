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
 * The oracle of an example, which answers by the best that is known where it finds nothing: what the pass over the examples before this
 * one found, whose costs differ little near the end of a search, and the observed decision. It is a solution like others without a
 * proof, with a gap that nobody knows: the loss is too low by no more than it, and weights are biased as by accepted answers. What is
 * known depends on no thread.
 */
final class Answering implements LinearOracle {
    /** How much more strongly costs draw a solve to the observed decision each time, and how often. */
    private static final double PULL_MORE = 1000;

    private static final int PULLS = 4;

    private final Unsolved counts;
    private final String example;
    private final LinearOracle of;
    private final Decision observed;
    /** Whether no solve ever has a proof, which is no news. */
    private final boolean heuristic;

    private volatile KnownSolutions known;
    private volatile KnownSolutions found;
    private volatile boolean fresh;
    private @Nullable Vertex drawn;

    Answering(Unsolved counts, String example, LinearOracle of, Decision observed) {
        this.counts = counts;
        this.example = example;
        this.of = of;
        this.observed = observed;
        heuristic = of.traits().contains(Trait.HEURISTIC);
        known = new KnownSolutions(of, observed);
        found = new KnownSolutions(of, observed);
    }

    /** A pass may be over others alone. */
    void nextPass() {
        if (fresh) {
            known = found;
            found = new KnownSolutions(of, observed);
            fresh = false;
        }
    }

    @Override
    public int dimension() {
        return of.dimension();
    }

    @Override
    public Sense sense() {
        return of.sense();
    }

    @Override
    public Domain domain() {
        return of.domain();
    }

    @Override
    public Set<Trait> traits() {
        return of.traits();
    }

    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return of.as(capability);
    }

    @Override
    public OracleSession openSession() {
        return new Session(this);
    }

    private void answer(OracleException none, double[] theta, Vertex vertex) {
        Vertex best = known.best(theta);
        if (best == null) {
            best = drawn();
        }
        if (best == null) {
            throw none;
        }
        vertex.copyFrom(best);
        vertex.gap(Double.POSITIVE_INFINITY);
        counts.failed(example);
    }

    /** Solves for costs that draw towards the observed decision, until it is the answer: then its constant h(y) is known. */
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
            return of.answer(theta);
        } catch (OracleException none) {
            return null;
        }
    }

    /** Has all that the session inside can do, and solves for other examples where that turns to their oracles. */
    private static final class Session implements RetargetableSession, LimitedSession {
        private final OracleSession session;
        private final boolean limited;
        private Answering oracle;
        private double factor = 1;

        Session(Answering oracle) {
            this.oracle = oracle;
            session = OracleSession.of(oracle.of);
            limited = session.as(LimitedSession.class).isPresent();
        }

        @Override
        public <C> Optional<C> as(Class<C> capability) {
            boolean mine = capability == RetargetableSession.class || (capability == LimitedSession.class && limited);
            return mine ? Optional.of(capability.cast(this)) : session.as(capability);
        }

        @Override
        public boolean retarget(LinearOracle other) {
            boolean turns = other instanceof Answering one
                    && (one.of == oracle.of
                            || session.as(RetargetableSession.class)
                                    .filter(family -> family.retarget(one.of))
                                    .isPresent());
            if (turns) {
                oracle = (Answering) other;
            }
            return turns;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            try {
                session.solve(theta, vertex);
            } catch (OracleException none) {
                if (none.code() != Code.TIMEOUT || (limited && oracle.counts.isRetried(factor))) {
                    throw none;
                }
                oracle.answer(none, theta, vertex);
            }
            oracle.found.add(vertex);
            oracle.fresh = true;
            oracle.counts.solved(vertex.gap() != 0 && !oracle.heuristic);
        }

        @Override
        public void limits(double times) {
            factor = times;
            session.as(LimitedSession.class).ifPresent(one -> one.limits(times));
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
