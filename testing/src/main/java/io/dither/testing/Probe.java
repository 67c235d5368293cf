package io.dither.testing;

import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.testing.RuleResult.Status;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Applies one rule to one oracle: draws thetas, solves them and makes the result. */
final class Probe {
    private final OracleRule rule;
    final OracleContract contract;
    final LinearOracle oracle;
    private final ThetaSampler sampler;
    /** The index of the theta that was drawn last; -1 before the first. */
    private int lastDrawn = -1;

    Probe(OracleRule rule, OracleContract contract) {
        this.rule = rule;
        this.contract = contract;
        this.oracle = contract.oracle;
        this.sampler = ThetaSampler.of(oracle, contract.seed);
    }

    Sense sense() {
        return oracle.sense();
    }

    boolean has(Trait trait) {
        return oracle.traits().contains(trait);
    }

    /** Returns the number of thetas. */
    int count() {
        return contract.thetas;
    }

    /**
     * Draws a theta into a new array, which the caller may change. If the rule throws an exception, the message of
     * the failure names the theta of the last call.
     */
    double[] theta(int index) {
        lastDrawn = index;
        return sampler.theta(index);
    }

    Answer solve(OracleSession session, double[] theta) {
        Vertex vertex = new Vertex(oracle.dimension());
        session.solve(theta, vertex);
        return Answer.of(vertex);
    }

    /** Solves in a new session. */
    Answer solveFresh(double[] theta) {
        try (OracleSession session = oracle.openSession()) {
            return solve(session, theta);
        }
    }

    /** Returns the answers for thetas 0 to count() - 1, which one session solves. */
    Answer[] solveAll() {
        Answer[] answers = new Answer[count()];
        try (OracleSession session = oracle.openSession()) {
            for (int i = 0; i < answers.length; i++) {
                answers[i] = solve(session, theta(i));
            }
        }
        return answers;
    }

    /** Returns the largest accepted difference of two values: the tolerance plus the gaps that both answers state. */
    double slack(Answer answer, Answer other, double[] theta) {
        return tolerance(answer, other, theta) + answer.gap() + other.gap();
    }

    /** Returns the tolerance of the contract, times the larger {@link Answer#scale} of two answers at theta. */
    double tolerance(Answer answer, Answer other, double[] theta) {
        return contract.tolerance * Math.max(answer.scale(theta), other.scale(theta));
    }

    /** Checks thetas 0 to count() - 1; fails with the first theta for which the check returns a text, the fault. */
    RuleResult checkEach(IntFunction<String> check) {
        for (int i = 0; i < count(); i++) {
            String fault = check.apply(i);
            if (!fault.isEmpty()) {
                return failed(i, fault);
            }
        }
        return passed();
    }

    /**
     * Runs an action that should be refused with a code. Only an OracleException is a refusal.
     *
     * @param action returns if it is not refused: with the fault, or with an empty text if it may be accepted, too
     * @return the fault; empty if there is none
     */
    static String refusalFault(OracleException.Code code, Supplier<String> action) {
        try {
            return action.get();
        } catch (OracleException refused) {
            return refused.code() == code ? "" : "it is refused by " + refused.code() + " instead of " + code;
        }
    }

    RuleResult passed(String detail) {
        return new RuleResult(rule, Status.PASSED, detail);
    }

    RuleResult passed() {
        return passed(count() + " thetas");
    }

    RuleResult skipped(String reason) {
        return new RuleResult(rule, Status.SKIPPED, reason);
    }

    RuleResult failed(String detail) {
        return new RuleResult(rule, Status.FAILED, detail);
    }

    RuleResult failed(int index, String detail) {
        return failed(sampler.describe(index) + ", " + Answer.text(sampler.theta(index)) + ": " + detail);
    }

    /** Makes the failure of a rule that threw an exception, with the theta that was drawn last. */
    RuleResult threw(Throwable failure) {
        String detail = "unexpected " + failure;
        return lastDrawn < 0 ? failed(detail) : failed(lastDrawn, detail);
    }
}
