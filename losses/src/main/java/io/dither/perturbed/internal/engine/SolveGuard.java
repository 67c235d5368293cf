package io.dither.perturbed.internal.engine;

import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;

/**
 * Checks that a session keeps its contract while it solves: at each solve, at the first solve and then at a fixed
 * share of solves, or never. After the first solve, the number of a sample's random stream decides whether its solve is
 * checked. Which sample is the first of a session depends on threads, so only a check of each solve finds the same
 * violations on any number of threads. After a violation each solve of the session is checked. The rules are those of
 * {@code OracleContract}.
 *
 * <p>Without a check a solve costs one comparison more; a check costs O(d) and the oracle's {@link Membership} test.
 * Used by one thread.
 */
final class SolveGuard {
    /** The tolerance of sums, relative to the sum of the absolute values of their terms. */
    private static final double ROUNDING = 1e-7;

    /** A solve is checked if the number of its stream is 0 in these bits. */
    private long mask;
    /** Whether no single solve has been checked yet. */
    private boolean isFresh;

    /** Whether no solve in lanes has been checked yet. */
    private boolean areLanesFresh;

    private boolean isBroken;
    /** A copy of theta from before the solve. */
    private double[] thetaCopy = {};
    /** One bit per coordinate: whether the answer has given its index already. All 0 between checks. */
    private long[] seen = {};

    /**
     * Makes a guard that checks the first solve and about one in {@code checkInterval} later solves.
     *
     * @param checkInterval a power of two, or 0 to check none
     */
    SolveGuard(int checkInterval) {
        // a stream is a hash plus the index of the sample: in practice none is 0 in all bits of the largest mask
        mask = checkInterval > 0 ? checkInterval - 1L : Long.MAX_VALUE;
        isFresh = checkInterval > 0;
        areLanesFresh = isFresh;
    }

    /** Returns whether the solve of the sample from a stream is checked. */
    boolean isDue(long stream) {
        return (stream & mask) == 0 || isFresh;
    }

    /** Returns whether the solve in lanes of the sample from a stream is checked. */
    boolean isDueInLanes(long stream) {
        return (stream & mask) == 0 || areLanesFresh;
    }

    /**
     * Returns whether any of the filled lanes is checked. Streams are mostly consecutive. Then one of them is due if
     * the last stream is less than {@code filled} above a multiple of {@code checkInterval}.
     */
    boolean isAnyDueInLanes(long[] streams, int filled) {
        long last = streams[filled - 1];
        if (last - streams[0] == filled - 1) {
            return (last & mask) < filled || areLanesFresh;
        }
        for (int lane = 0; lane < filled; lane++) {
            if (isDueInLanes(streams[lane])) {
                return true;
            }
        }
        return false;
    }

    /** From now on checks every solve. */
    void checkEverySolve() {
        mask = 0;
    }

    /** Returns whether a checked solve broke the contract. */
    boolean isBroken() {
        return isBroken;
    }

    /** Copies theta, or the thetas of all lanes, before a solve, which must not change it. */
    void copyTheta(double[] thetas) {
        if (thetaCopy.length < thetas.length) {
            thetaCopy = new double[thetas.length];
        }
        System.arraycopy(thetas, 0, thetaCopy, 0, thetas.length);
    }

    /** Checks the answer to the theta that was copied last, and that theta was not changed. */
    void check(LinearOracle oracle, double[] theta, Vertex answer) {
        checkTheta(theta, 0, 1, answer.dimension());
        check(oracle, answer);
    }

    /**
     * Checks the answer in a lane, that the solve did not change theta, and that F(X) is the inner product of the
     * answer with theta, plus h(y).
     */
    void checkLane(LinearOracle oracle, SampleLanes sampleLanes, int lane) {
        sampleLanes.vertices.unpack();
        Vertex answer = sampleLanes.samples[lane].vertex;
        checkTheta(sampleLanes.perturbed, lane, sampleLanes.lanes, answer.dimension());
        checkAnswer(oracle, answer);
        checkValue(answer, lane, sampleLanes.lanes, sampleLanes.samples[lane].value);
    }

    /** Records that a solve in lanes was checked. */
    void recordLanesChecked() {
        areLanesFresh = false;
    }

    /** Checks an answer, without theta. */
    void check(LinearOracle oracle, Vertex answer) {
        isFresh = false;
        checkAnswer(oracle, answer);
    }

    private void checkAnswer(LinearOracle oracle, Vertex answer) {
        if (!answer.isDense()) {
            checkIndices(answer);
        }
        boolean isZeroOne = oracle.traits().contains(Trait.ZERO_ONE);
        for (int k = 0; k < answer.size(); k++) {
            checkCoordinate(answer.index(k), answer.value(k), isZeroOne);
        }
        if (!Double.isFinite(answer.offset())) {
            throw brokenRule("R1 (shape)", "h(y) = " + answer.offset());
        }
        if (answer.offset() != 0 && !oracle.traits().contains(Trait.OFFSET)) {
            throw brokenRule("R3 (offset)", "h(y) = " + answer.offset() + " without the trait OFFSET");
        }
        oracle.as(Membership.class).flatMap(set -> set.violation(answer)).ifPresent(violation -> {
            throw brokenRule("R17 (membership)", "the answer is not feasible, " + violation);
        });
    }

    /** Requires that a solve did not change theta, whose coordinate i is at {@code first + i * step}. */
    private void checkTheta(double[] theta, int first, int step, int dimension) {
        for (int i = 0, at = first; i < dimension; i++, at += step) {
            if (theta[at] != thetaCopy[at]) {
                throw brokenRule(
                        "R7 (input-untouched)", "theta[" + i + "] was " + thetaCopy[at] + " and became " + theta[at]);
            }
        }
    }

    private void checkIndices(Vertex answer) {
        if (seen.length == 0) {
            seen = new long[(answer.dimension() - 1) / Long.SIZE + 1];
        }
        int repeated = -1;
        for (int k = 0; k < answer.size(); k++) {
            int index = answer.index(k);
            long bit = 1L << index; // of the index modulo 64
            repeated = (seen[index / Long.SIZE] & bit) == 0 ? repeated : index;
            seen[index / Long.SIZE] |= bit;
        }
        for (int k = 0; k < answer.size(); k++) {
            seen[answer.index(k) / Long.SIZE] = 0;
        }
        if (repeated >= 0) {
            throw brokenRule("R1 (shape)", "the answer gives index " + repeated + " twice");
        }
    }

    private void checkCoordinate(int index, double value, boolean isZeroOne) {
        if (!Double.isFinite(value)) {
            throw brokenRule("R1 (shape)", "y[" + index + "] = " + value);
        }
        if (isZeroOne && value != 0 && value != 1) {
            throw brokenRule("R2 (feasibility)", "y[" + index + "] = " + value + " against the trait ZERO_ONE");
        }
    }

    private void checkValue(Vertex answer, int first, int step, double value) {
        double sum = answer.offset();
        double magnitude = Math.abs(sum);
        for (int k = 0; k < answer.size(); k++) {
            double term = thetaCopy[first + answer.index(k) * step] * answer.value(k);
            sum += term;
            magnitude += Math.abs(term);
        }
        if (!(Math.abs(value - sum) <= ROUNDING * magnitude)) {
            throw brokenRule("R15 (lanes)", "the block of answers gives the value " + value + ", the answer " + sum);
        }
    }

    /** Records that the session broke its contract, and returns the exception. */
    private OracleException brokenRule(String rule, String violation) {
        isBroken = true;
        checkEverySolve();
        return new OracleException(
                Code.INVALID_ANSWER,
                "the session broke rule " + rule + " of the contract: " + violation
                        + ". Maybe run 'dither check' or OracleContract.check, which find more");
    }
}
