package io.dither.oracle;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import java.io.Serializable;
import java.util.Objects;

/**
 * The treatment of solves that end without a proof of optimality; the default is {@link #FAIL}. Answers of an oracle
 * with the trait {@link Trait#HEURISTIC}, which proves nothing, are always accepted. A layer counts all accepted
 * answers with a gap. A solve that ends without any answer fails; only fits and diagnoses that accept inexact answers
 * go on, with a known solution of the example, if the limits of the solve were too low.
 *
 * @param accepts whether an answer with a gap is accepted
 * @param factor the factor of the limits for a second try; 1 for no second try
 */
public record InexactPolicy(boolean accepts, double factor) implements Serializable {
    /** An answer with a gap is an error; a layer adds the example and the sample to its message. */
    public static final InexactPolicy FAIL = new InexactPolicy(false, 1);

    /** Answers with a gap are accepted and counted. */
    public static final InexactPolicy ACCEPT = new InexactPolicy(true, 1);

    /**
     * Makes a policy.
     *
     * @throws InvalidArgumentException if {@code factor} is below 1 or not finite
     */
    public InexactPolicy {
        Arguments.require(
                factor >= 1 && Double.isFinite(factor),
                "retry = " + factor + " is not a finite factor of at least 1",
                "Maybe choose 10");
    }

    /**
     * {@return a policy that solves a second time, with larger limits, if the first solve ends with a gap or, with code
     * TIMEOUT, without a solution} Only sessions that are a {@link LimitedSession} solve twice. The second answer
     * replaces the first, and is accepted or refused as without a second try.
     *
     * @param factor the factor of the limits, at least 1; 1 for no second try
     */
    public InexactPolicy retrying(double factor) {
        return new InexactPolicy(accepts, factor);
    }

    /**
     * Reads a policy: {@code fail}, {@code accept}, {@code retry:10} (then fail) or {@code retry:10,accept}.
     *
     * @param text the text
     * @return the policy
     * @throws InvalidArgumentException if the text has another form, or the factor is below 1 or not finite
     */
    public static InexactPolicy parse(String text) {
        String decision = text.trim();
        double factor = 1;
        if (decision.startsWith("retry:")) {
            int comma = decision.indexOf(',');
            factor = factor(text, decision.substring("retry:".length(), comma < 0 ? decision.length() : comma));
            decision = comma < 0 ? "fail" : decision.substring(comma + 1).trim();
        }
        return switch (decision) {
            case "fail" -> FAIL.retrying(factor);
            case "accept" -> ACCEPT.retrying(factor);
            default -> throw unknown(text);
        };
    }

    private static double factor(String text, String number) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException failure) {
            throw unknown(text);
        }
    }

    private static InvalidArgumentException unknown(String text) {
        return new InvalidArgumentException(
                "inexact = '" + text + "' is unknown", "Maybe choose fail, accept, retry:10 or retry:10,accept");
    }

    /**
     * Solves by this policy.
     *
     * @param oracle the oracle of the session
     * @param session the session
     * @param theta the scores or costs, length d; read only
     * @param vertex filled with the answer
     * @throws OracleException if there is no answer that the policy accepts
     */
    public void solve(LinearOracle oracle, OracleSession session, double[] theta, Vertex vertex) {
        solve(oracle, session, theta, vertex, () -> {});
    }

    /**
     * Does the solve of {@link #solve(LinearOracle, OracleSession, double[], Vertex)}, which another thread may
     * {@linkplain LimitedSession#interrupt() interrupt}.
     *
     * @param oracle the oracle of the session
     * @param session the session
     * @param theta the scores or costs, length d; read only
     * @param vertex filled with the answer
     * @param beforeRetry runs before a second try; it throws if an interrupt ended the first solve, so that the second
     *     does not start
     * @throws OracleException if there is no answer that the policy accepts
     */
    public void solve(LinearOracle oracle, OracleSession session, double[] theta, Vertex vertex, Runnable beforeRetry) {
        LimitedSession limited = factor > 1 ? session.as(LimitedSession.class).orElse(null) : null;
        if (limited != null) {
            solveWithRetry(session, limited, theta, vertex, beforeRetry);
        } else {
            session.solve(theta, vertex);
        }
        require(oracle, vertex);
    }

    /**
     * Requires an answer without a gap, unless this policy accepts gaps or the oracle is heuristic.
     *
     * @param oracle the oracle of the answer
     * @param answer the answer
     * @throws OracleException with code NOT_OPTIMAL if the answer has a gap that is not accepted
     */
    public void require(LinearOracle oracle, Vertex answer) {
        Objects.requireNonNull(oracle, "oracle");
        double gap = answer.gap();
        if (gap != 0 && !accepts && !oracle.traits().contains(Trait.HEURISTIC)) {
            throw new OracleException(
                    Code.NOT_OPTIMAL,
                    (gap == Double.POSITIVE_INFINITY
                                    ? "the solver stopped without a proof of optimality"
                                    : "the solver stopped where the optimum may be better by " + gap)
                            + ". Maybe allow it more time, or accept inexact answers");
        }
    }

    /**
     * Solves; if the answer has a gap, or there is none within the limits, solves once more with larger limits. {@code
     * limits} only changes the limits of the session. It does not solve, because it may lack the session's guard
     * against unknown exceptions.
     */
    private void solveWithRetry(
            OracleSession session, LimitedSession limits, double[] theta, Vertex vertex, Runnable beforeRetry) {
        try {
            session.solve(theta, vertex);
            if (vertex.gap() == 0) {
                return;
            }
        } catch (OracleException failure) {
            if (failure.code() != Code.TIMEOUT) {
                throw failure;
            }
        }
        beforeRetry.run();
        limits.scaleLimits(factor);
        try {
            session.solve(theta, vertex);
        } finally {
            limits.scaleLimits(1); // back to the limits with which the session was opened
        }
    }

    @Override
    public String toString() {
        if (factor == 1) {
            return accepts ? "accept" : "fail";
        }
        return "retry:" + factor + (accepts ? ",accept" : "");
    }
}
