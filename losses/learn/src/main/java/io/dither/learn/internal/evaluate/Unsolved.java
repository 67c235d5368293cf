package io.dither.learn.internal.evaluate;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.layer.Decision;
import io.dither.learn.model.Observation;
import io.dither.learn.model.PlainText;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * Solves of a fit that end without any solution, if answers without a proof are taken: the best that is {@linkplain Answering known} of
 * their example stands for the solution. They are counted, and too many of them end the fit. So are answers without a proof, but for those
 * of heuristics, which never have one. Thread-safe.
 */
public final class Unsolved {
    /** The share of the solves above which there is no trust in the rest. */
    private static final double MOST = 0.05;
    /** So many may be the chance of a start. */
    private static final int FEW = 20;

    private final InexactPolicy policy;
    private final LongAdder solves = new LongAdder();
    private final LongAdder unproved = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Map<String, Integer> byExample = new ConcurrentHashMap<>();
    private final List<Answering> answering = new CopyOnWriteArrayList<>();

    public Unsolved(InexactPolicy policy) {
        this.policy = policy;
    }

    /** Returns what solves for each example: its oracle, or one that knows an answer where that finds nothing. */
    LinearOracle[] oracles(List<Observation> observations) {
        return observations.stream().map(this::oracle).toArray(LinearOracle[]::new);
    }

    private LinearOracle oracle(Observation one) {
        if (!policy.accepts() || !(one.target() instanceof Decision decision) || !isSolution(decision, one.oracle())) {
            return one.oracle();
        }
        Answering able = new Answering(this, one.id(), one.oracle(), decision);
        answering.add(able);
        return able;
    }

    /** Returns an example whose oracle knows this answer where it finds nothing; the same example if no answer without a proof is taken. */
    public Observation knowing(Observation one, Vertex answer) {
        return policy.accepts()
                ? one.withOracle(new Answering(this, one.id(), one.oracle(), Decision.of(answer)))
                : one;
    }

    /** Returns whether a decision may be an answer, as a mean of decisions may not. */
    private static boolean isSolution(Decision decision, LinearOracle oracle) {
        Vertex y = decision.point();
        boolean zeroOne = true;
        for (int k = 0; k < y.size(); k++) {
            zeroOne &= y.value(k) == 0 || y.value(k) == 1;
        }
        return zeroOne || !oracle.traits().contains(Trait.ZERO_ONE);
    }

    /** Begins a pass over the examples, in which what the one before found is known. */
    void nextPass() {
        answering.forEach(Answering::nextPass);
    }

    /** Returns whether what fails now is tried again with other limits. */
    boolean isRetried(double factor) {
        return policy.factor() > 1 && factor == 1;
    }

    void solved(boolean withoutProof) {
        solves.increment();
        if (withoutProof) {
            unproved.increment();
        }
    }

    void failed(String example) {
        failed.increment();
        byExample.merge(example, 1, Integer::sum);
        require(FEW);
    }

    private void require(int few) {
        long none = failed.sum();
        if (none > few && none > MOST * solves.sum()) {
            throw new OracleException(
                    Code.TIMEOUT,
                    counted() + ": more than " + Math.round(100 * MOST)
                            + " %. Maybe raise the limits in the oracle's text, or retry:10,accept");
        }
    }

    private String counted() {
        String most = Collections.max(
                        byExample.entrySet(),
                        Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .getKey();
        return PlainText.format(
                "%,d of %,d solves found no solution within their limits, most of them of example '%s'",
                failed.sum(), solves.sum(), most);
    }

    /** Returns what to tell at the end, or nothing if there is nothing. */
    public String told() {
        require(0);
        List<String> all = new ArrayList<>();
        if (unproved.sum() > 0) {
            all.add(PlainText.format("%,d of %,d solves ended without a proof", unproved.sum(), solves.sum()));
        }
        if (failed.sum() > 0) {
            all.add(counted() + ": the best known ones stood for these");
        }
        return String.join("; ", all);
    }

    /** Returns the same failure with the id of its example in the place of the key. */
    static OracleException named(OracleException failure, Iterable<Observation> examples) {
        String message = String.valueOf(failure.getMessage());
        for (Observation one : examples) {
            message = message.replace("(example " + one.key() + ",", "(example '" + one.id() + "',");
        }
        return message.equals(failure.getMessage()) ? failure : new OracleException(failure.code(), message, failure);
    }
}
