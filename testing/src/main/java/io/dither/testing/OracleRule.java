package io.dither.testing;

import java.util.Locale;

/**
 * The contract of a linear oracle, a numbered rule each.
 *
 * <p>A rule tries the oracle on the thetas of a {@link ThetaSampler}; the same contract gives the same result. Rules that
 * ask for optimal answers are skipped for oracles with {@link io.dither.oracle.Trait#HEURISTIC}. Capabilities are asked for by {@link
 * io.dither.oracle.OracleSession#as}, so the rules of a capability hold for wrappers that forward or adapt it too.
 */
public enum OracleRule {
    /** R1: the shape of an answer. */
    SHAPE(1, "an answer has finite values at distinct indices from 0 to d - 1"),
    /** R2: feasibility, as far as traits, a membership test or listed vertices tell. */
    FEASIBILITY(2, "an answer lies in the feasible set and keeps what the traits promise"),
    /** R3: the constant h(y). */
    OFFSET(3, "h(y) depends on y alone, is 0 without the trait OFFSET, and solve(theta) agrees with a session"),
    /** R4: no answer for another theta beats the answer for this one. */
    CROSS_OPTIMALITY(4, "the answer for a theta is as good for it as the answers for other thetas"),
    /** R5: value(a theta) = a value(theta), a &gt; 0. */
    HOMOGENEITY(5, "the value is positively homogeneous: value(a theta) = a value(theta)"),
    /** R6: convexity, or for a minimiser concavity, of the value. */
    CONVEXITY(6, "sign * value is convex along segments"),
    /** R7: the caller's array is read only and not kept. */
    INPUT_UNTOUCHED(7, "solving neither changes theta nor remembers the array it came in"),
    /** R8: the same theta gives the same bits, whatever was solved before. */
    HISTORY_INDEPENDENCE(8, "a used session gives the same bits as a fresh one"),
    /** R9: bad input is refused. */
    REFUSAL(9, "NaN, infinity, wrong lengths and thetas outside the domain are INVALID_INPUT, and harm nothing"),
    /** R10: sessions do not disturb each other. */
    CONCURRENCY(10, "sessions on several threads give the same bits as one session"),
    /** R11: a description that does not change, sessions that close. */
    STABILITY(11, "dimension, sense, domain and traits never change; sessions close twice; closed ones do not lie"),
    /** R12: the declared sense. */
    SENSE(12, "the answers follow theta in the declared sense: sign * <theta - theta', y - y'> >= 0"),
    /** R13: the vertex given is a used one. */
    BUFFER_OVERWRITTEN(13, "a vertex that holds an older answer, sparse or dense, is overwritten"),
    /** R14: the brute force over all vertices. */
    BRUTE_FORCE(14, "the value is that of the best vertex of the list"),
    /** R15: what {@link io.dither.oracle.capability.LaneSession} promises. */
    LANES(15, "each lane gets the bits that its theta gets alone, in the same order; NaN in any lane is INVALID_INPUT"),
    /** R16: what {@link io.dither.oracle.capability.RetargetableSession} promises. */
    RETARGETING(
            16,
            "a session turned to an oracle of its family, and back, gives the bits of a fresh session of that oracle"),
    /** R17: what {@link io.dither.oracle.capability.Membership} promises. */
    MEMBERSHIP(17, "every answer is a member; with 0.5 more in one coordinate, of whole ones, it is none"),
    /** R18: what {@link io.dither.oracle.capability.OnDemandSession} promises. */
    ON_DEMAND(
            18,
            "a session that asks for coordinates gives the bits that it gives for all of them, and asks within 0 to d - 1"),
    /** R19: what {@link io.dither.oracle.Vertex#gap()} says, 0 included: a heuristic that knows no bound says infinity. */
    STATED_GAP(19, "no other answer, or vertex of the list, is better by more than the gap that an answer states"),
    /** R20: what {@link io.dither.oracle.capability.Walk} promises of one state at a time. */
    WALK_STEPS(
            20,
            "a walk stays feasible, changes what its moves say, begins where it is told, and refuses other vertices"),
    /** R21: the ratios of {@link io.dither.oracle.capability.Walk#propose}, and that all points are reached. */
    WALK_BALANCE(
            21, "a walk reaches the same points from all of them, and its accepted moves balance under any scores"),
    /** R22: what {@link io.dither.oracle.capability.Exchangeable} promises. */
    EXCHANGE(22, "the value stays when rows of theta are exchanged, or columns");

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
