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
 * If the policy accepts answers without a proof of optimality: replaces missing solutions of solves by the best {@linkplain FallbackOracle
 * known} solution of the example, and counts them; too many of them end the fit. Also counts all answers without a proof, except those of
 * heuristics, which never have a proof. Under other policies, counts nothing. Thread-safe.
 */
public final class Unsolved {
    /** The largest share of solves without a solution; above this share, the fit fails. */
    private static final double LARGEST_SHARE = 0.05;
    /**
     * During the fit, this number of solves without a solution is allowed even above the largest share, because the first solves may all fail. At
     * the end of the fit, only the share counts.
     */
    private static final int ALLOWED_DURING_FIT = 20;

    private final InexactPolicy policy;
    private final LongAdder solves = new LongAdder();
    private final LongAdder unproved = new LongAdder();
    private final LongAdder failed = new LongAdder();
    /** The number of solves without a solution by the id of the example. */
    private final Map<String, Integer> byExample = new ConcurrentHashMap<>();

    private final List<FallbackOracle> oracles = new CopyOnWriteArrayList<>();

    public Unsolved(InexactPolicy policy) {
        this.policy = policy;
    }

    /**
     * Returns the oracle of each example, wrapped in a {@link FallbackOracle} if the policy accepts answers without a proof and the observed
     * decision can replace a missing solution.
     */
    LinearOracle[] withFallbacks(List<Observation> observations) {
        return observations.stream().map(this::withFallback).toArray(LinearOracle[]::new);
    }

    /**
     * Wraps the oracle of an example if the policy accepts answers without a proof, and the observed decision is a single solution, so that it can
     * replace a missing solution.
     */
    private LinearOracle withFallback(Observation observation) {
        if (!policy.accepts()
                || !(observation.target() instanceof Decision decision)
                || !isSolution(decision, observation.oracle())) {
            return observation.oracle();
        }
        FallbackOracle fallback = new FallbackOracle(this, observation.id(), observation.oracle(), decision);
        oracles.add(fallback);
        return fallback;
    }

    /**
     * Returns the example with an oracle that falls back to this answer; the same example if answers without a proof are not accepted. After a
     * fit there are no passes, so that this answer remains the only known solution.
     */
    public Observation withFallback(Observation observation, Vertex answer) {
        return policy.accepts()
                ? observation.withOracle(
                        new FallbackOracle(this, observation.id(), observation.oracle(), Decision.of(answer)))
                : observation;
    }

    /** Returns whether a decision may be a single solution of the oracle, rather than a mean of several. */
    private static boolean isSolution(Decision decision, LinearOracle oracle) {
        Vertex y = decision.point();
        boolean isZeroOne = true;
        for (int k = 0; k < y.size(); k++) {
            isZeroOne &= y.value(k) == 0 || y.value(k) == 1;
        }
        return isZeroOne || !oracle.traits().contains(Trait.ZERO_ONE);
    }

    /** Begins a pass over the examples, which may fall back to the solutions of the pass before. */
    void nextPass() {
        oracles.forEach(FallbackOracle::nextPass);
    }

    /**
     * Returns whether a solve that failed is repeated with higher limits.
     *
     * @param factor the factor by which its limits were raised; 1 for the first attempt
     */
    boolean isRetried(double factor) {
        return policy.factor() > 1 && factor == 1;
    }

    /** Counts a solve, whether or not it found a solution; throws if too many solves found none. */
    void countSolve(boolean isUnproved) {
        solves.increment();
        if (isUnproved) {
            unproved.increment();
        }
        requireFewFailures(ALLOWED_DURING_FIT);
    }

    /** Counts a missing solution of the example with this id; {@link #countSolve} then counts the solve. */
    void countFailure(String example) {
        failed.increment();
        byExample.merge(example, 1, Integer::sum);
    }

    /** Ends the fit if too many solves failed, and more than an allowed number. */
    private void requireFewFailures(int allowed) {
        long failures = failed.sum();
        if (failures > allowed && failures > LARGEST_SHARE * solves.sum()) {
            throw new OracleException(
                    Code.TIMEOUT,
                    failureCounts() + ": more than " + Math.round(100 * LARGEST_SHARE)
                            + " %. Maybe raise the limits in the oracle's text, or set inexact = retry:10,accept");
        }
    }

    private String failureCounts() {
        String most = Collections.max(
                        byExample.entrySet(),
                        Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .getKey();
        return PlainText.format(
                "%,d of %,d solves found no solution within their limits, most often for example '%s'",
                failed.sum(), solves.sum(), most);
    }

    /**
     * Returns the counts of answers without a proof and of missing solutions as a text for the message of the fit; empty if both are 0. Throws if
     * too large a share of solves ended without a solution.
     */
    public String summary() {
        requireFewFailures(0);
        List<String> all = new ArrayList<>();
        if (unproved.sum() > 0) {
            all.add(PlainText.format("%,d of %,d solves ended without a proof", unproved.sum(), solves.sum()));
        }
        if (failed.sum() > 0) {
            all.add(failureCounts() + ": the best known solutions replaced them");
        }
        return String.join("; ", all);
    }

    /** Returns the same failure, with the id of its example in the message instead of the key. */
    static OracleException withExampleId(OracleException failure, Iterable<Observation> examples) {
        String message = String.valueOf(failure.getMessage());
        for (Observation observation : examples) {
            message = message.replace("(example " + observation.key() + ",", "(example '" + observation.id() + "',");
        }
        return message.equals(failure.getMessage()) ? failure : new OracleException(failure.code(), message, failure);
    }
}
