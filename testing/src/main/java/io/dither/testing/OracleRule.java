package io.dither.testing;

import java.util.Locale;

/**
 * The rules of the contract of a linear oracle.
 *
 * <p>A rule tries the oracle on the thetas of a {@link ThetaSampler}, which depend only on the dimension and the domain
 * of the oracle and on the seed of the {@link OracleContract}, so a check can be repeated. Rules about optimal answers
 * (R4, R5, R6, R14 and R22) are skipped for oracles with {@link io.dither.oracle.Trait#HEURISTIC}. Capabilities are
 * found by {@link io.dither.oracle.LinearOracle#as} and {@link io.dither.oracle.OracleSession#as}, so the rules of a
 * capability also apply to wrappers that forward or adapt it.
 *
 * <p>In the rules, y is the answer for theta, and value(theta) is &lt;theta, y&gt; + h(y); y' is the answer for another
 * theta'; sign is 1 if the oracle maximises, -1 if it minimises.
 */
public enum OracleRule {
    /** R1: the shape of an answer. */
    SHAPE(1, "an answer has finite values at distinct indices from 0 to d - 1"),
    /** R2: feasibility, as far as traits, a membership test or a list of vertices show it. */
    FEASIBILITY(2, "an answer is in the feasible set and has the properties that the traits promise"),
    /** R3: the constant h(y). */
    OFFSET(3, "h(y) depends only on y, is 0 without the trait OFFSET, and solve(theta) agrees with a session"),
    /** R4: at each theta, no answer for another theta is better than the answer for this theta. */
    CROSS_OPTIMALITY(4, "the answer for a theta is as good for it as the answers for other thetas"),
    /** R5: value(a theta) = a value(theta), a &gt; 0; skipped with OFFSET, because h(y) does not grow with a. */
    HOMOGENEITY(5, "the value is positively homogeneous: value(a theta) = a value(theta)"),
    /** R6: convexity of the value; concavity for a minimiser. */
    CONVEXITY(6, "sign * value is convex along segments"),
    /** R7: the caller's array is read only and not kept. */
    INPUT_UNTOUCHED(7, "a solve neither changes theta nor remembers its array"),
    /** R8: earlier solves do not change an answer. */
    HISTORY_INDEPENDENCE(8, "a used session gives the same bits as a new one"),
    /** R9: bad input is refused. */
    REFUSAL(
            9,
            "NaN, infinity, wrong lengths and thetas outside the domain are INVALID_INPUT, and the session still works"),
    /** R10: sessions do not disturb each other. */
    CONCURRENCY(10, "sessions on several threads give the same bits as one session"),
    /** R11: the description of the oracle does not change, and sessions can be closed. */
    STABILITY(
            11,
            "dimension, sense, domain and traits never change; a session can be closed twice, and gives no wrong answer afterwards"),
    /** R12: the declared sense. Only the sum over many pairs of thetas must not be negative. */
    SENSE(12, "the answers follow theta in the declared sense: sign * <theta - theta', y - y'> >= 0"),
    /** R13: vertices that have an older answer. */
    BUFFER_OVERWRITTEN(13, "a vertex that holds an older answer, sparse or dense, is overwritten"),
    /** R14: comparison with the vertices or feasible points that the contract lists. */
    BRUTE_FORCE(14, "no listed vertex or point is better than the answer"),
    /**
     * R15: the contract of {@link io.dither.oracle.capability.LaneSession}, which solves several thetas at a time, each
     * in a lane. The answer in a lane has the same entries in the same order as if its theta were solved alone.
     */
    LANES(15, "each lane gives the same bits as its theta alone, in the same order; NaN in any lane is INVALID_INPUT"),
    /** R16: the contract of {@link io.dither.oracle.capability.RetargetableSession}. */
    RETARGETING(
            16,
            "a session that is retargeted to an oracle of its family, and back, gives the bits of a new session of that oracle"),
    /** R17: the contract of {@link io.dither.oracle.capability.Membership}. */
    MEMBERSHIP(
            17,
            "every answer is a member; if all answers have whole coordinates, adding 0.5 to a coordinate leaves the set"),
    /** R18: the contract of {@link io.dither.oracle.capability.OnDemandSession}. */
    ON_DEMAND(
            18,
            "a session that reads coordinates on demand gives the same bits as from an array, and reads only 0 to d - 1"),
    /**
     * R19: the {@link io.dither.oracle.Vertex#gap()} of an answer is large enough, even if it is 0; a heuristic without
     * a bound must state infinity.
     */
    STATED_GAP(19, "no other answer, or vertex of the list, is better by more than the gap that an answer states"),
    /** R20: the contract of {@link io.dither.oracle.capability.Walk} for single steps. */
    WALK_STEPS(
            20,
            "a walk stays feasible, makes the changes that its moves announce, begins at a given vertex, and refuses other dimensions"),
    /**
     * R21: a walk can reach all points, if the contract lists all vertices; {@link
     * io.dither.oracle.capability.Walk#propose} returns the right ratios, which is checked for the scores of one theta.
     * Skipped for approximate walks and if there are many points.
     */
    WALK_BALANCE(
            21, "a walk reaches all points from each of them, and its accepted moves are in balance for any scores"),
    /** R22: the contract of {@link io.dither.oracle.capability.Exchangeable}, which reads theta as a matrix. */
    EXCHANGE(22, "the value is the same when rows or columns of theta are exchanged");

    private final int number;
    private final String statement;

    OracleRule(int number, String statement) {
        this.number = number;
        this.statement = statement;
    }

    /**
     * Returns the number of the rule.
     *
     * @return the number, from 1
     */
    public int number() {
        return number;
    }

    /**
     * Returns the short name for lists.
     *
     * @return the letter R and the number, such as {@code R4}
     */
    public String label() {
        return "R" + number;
    }

    /**
     * Returns the name in words.
     *
     * @return the name, such as {@code cross-optimality}
     */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the requirement of the rule} */
    public String statement() {
        return statement;
    }

    RuleResult check(Probe probe) {
        return switch (this) {
            case SHAPE -> AnswerRules.shape(probe);
            case FEASIBILITY -> FeasibilityRule.check(probe);
            case OFFSET -> AnswerRules.offset(probe);
            case CROSS_OPTIMALITY -> ValueRules.crossOptimality(probe);
            case HOMOGENEITY -> ValueRules.homogeneity(probe);
            case CONVEXITY -> ValueRules.convexity(probe);
            case INPUT_UNTOUCHED -> AnswerRules.inputUntouched(probe);
            case HISTORY_INDEPENDENCE -> SessionRules.history(probe);
            case REFUSAL -> RefusalRule.check(probe);
            case CONCURRENCY -> SessionRules.concurrency(probe);
            case STABILITY -> SessionRules.stability(probe);
            case SENSE -> ValueRules.sense(probe);
            case BUFFER_OVERWRITTEN -> AnswerRules.bufferOverwritten(probe);
            case BRUTE_FORCE -> ValueRules.bruteForce(probe);
            case LANES -> LaneRule.check(probe);
            case RETARGETING -> SessionRules.retargeting(probe);
            case MEMBERSHIP -> FeasibilityRule.membership(probe);
            case ON_DEMAND -> OnDemandRule.check(probe);
            case STATED_GAP -> ValueRules.statedGap(probe);
            case WALK_STEPS -> WalkRules.steps(probe);
            case WALK_BALANCE -> WalkRules.balance(probe);
            case EXCHANGE -> ValueRules.exchange(probe);
        };
    }

    @Override
    public String toString() {
        return label() + " " + title();
    }
}
