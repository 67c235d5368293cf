package io.dither.testing;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the rules of {@link OracleRule} for one oracle. If you know a membership test or vertices of the oracle's
 * feasible set, add them to the contract, which can then check more.
 *
 * <pre>{@code
 * OracleContract.check(oracle).forEach(System.out::println);      // the oracle alone
 * OracleContract.of(oracle).vertices(bruteForce).verifyAll();     // with the list of all vertices
 * }</pre>
 *
 * <p>Immutable: setters return a changed copy. All random numbers of the rules come from the seed of the contract, so
 * verifying again tries the same thetas and walks; only R10 also depends on the timing of threads.
 */
public final class OracleContract {
    /** The default of {@link #tolerance(double)}, well above the rounding errors of solvers. */
    private static final double TOLERANCE = 1e-7;

    final LinearOracle oracle;
    final long seed;
    /** The number of thetas. */
    final int thetas;
    /** The tolerance of values, relative to max |theta| * sum |y| + |h(y)|. */
    final double tolerance;
    /** The membership test; null if there is none. */
    final @Nullable Predicate<double[]> feasible;
    /** Known feasible points, or all vertices; null if no points are known. */
    final @Nullable BruteForceOracle points;
    /** Whether {@link #points} are all vertices. */
    final boolean complete;
    /** Other oracles to which sessions can switch. */
    final List<LinearOracle> family;

    private OracleContract(
            LinearOracle oracle,
            long seed,
            int thetas,
            double tolerance,
            @Nullable Predicate<double[]> feasible,
            @Nullable BruteForceOracle points,
            boolean complete,
            List<LinearOracle> family) {
        this.oracle = oracle;
        this.seed = seed;
        this.thetas = thetas;
        this.tolerance = tolerance;
        this.feasible = feasible;
        this.points = points;
        this.complete = complete;
        this.family = family;
    }

    /**
     * Makes the contract of an oracle: seed 1, 48 thetas, relative tolerance 1e-7, nothing known of the feasible set.
     *
     * @param oracle the oracle under test
     * @return the contract
     */
    public static OracleContract of(LinearOracle oracle) {
        return new OracleContract(oracle, 1, 48, TOLERANCE, null, null, false, List.of());
    }

    /**
     * Lists the rules.
     *
     * @return the rules by number
     */
    public static List<OracleRule> rules() {
        return List.of(OracleRule.values());
    }

    /**
     * Verifies every rule for an oracle, with no further knowledge of its feasible set.
     *
     * @param oracle the oracle under test
     * @return one result per rule, by number
     */
    public static List<RuleResult> check(LinearOracle oracle) {
        return of(oracle).verifyAll();
    }

    /**
     * Sets the seed; another seed gives other thetas.
     *
     * @param newSeed the seed of the {@link ThetaSampler}, and of the walks of R20 and R21
     * @return the changed contract
     */
    public OracleContract seed(long newSeed) {
        return new OracleContract(oracle, newSeed, thetas, tolerance, feasible, points, complete, family);
    }

    /**
     * Chooses the number of thetas; most rules solve each of them once or a few times.
     *
     * @param count the number, at least 2
     * @return the changed contract
     */
    public OracleContract thetas(int count) {
        return new OracleContract(
                oracle, seed, Arguments.atLeast("thetas", count, 2), tolerance, feasible, points, complete, family);
    }

    /**
     * Sets the tolerance of values, for solvers that stop before the exact optimum.
     *
     * @param relative the largest error, relative to max |theta| * sum |y| + |h(y)|
     * @return the changed contract
     */
    public OracleContract tolerance(double relative) {
        return new OracleContract(
                oracle, seed, thetas, Arguments.positive("tolerance", relative), feasible, points, complete, family);
    }

    /**
     * Adds a membership test, used by R2 and R20.
     *
     * @param test returns whether a vector of length d is in the feasible set; must not change it
     * @return the changed contract
     */
    public OracleContract feasible(Predicate<double[]> test) {
        return new OracleContract(oracle, seed, thetas, tolerance, test, points, complete, family);
    }

    /**
     * Adds the list of all vertices, used by R2, R14, R19, R20 and R21; it replaces a list of vertices or points.
     *
     * @param bruteForce the oracle that tries all vertices, with each vertex once, of the same dimension; its sense is
     *     not used
     * @return the changed contract
     */
    public OracleContract vertices(BruteForceOracle bruteForce) {
        return points(bruteForce, true);
    }

    /**
     * Adds feasible points, used by R14 and R19: none of these points may be better than an answer by more than the gap
     * that the answer states. They replace a list of vertices or points.
     *
     * @param points the oracle over these points, of the same dimension; its sense is not used
     * @return the changed contract
     */
    public OracleContract points(BruteForceOracle points) {
        return points(points, false);
    }

    private OracleContract points(BruteForceOracle points, boolean complete) {
        Arguments.require(
                points.dimension() == oracle.dimension(),
                "the points have length " + points.dimension() + ", but the oracle has dimension " + oracle.dimension(),
                "Maybe they belong to another oracle");
        return new OracleContract(oracle, seed, thetas, tolerance, feasible, points, complete, family);
    }

    /**
     * Adds oracles to which an open session of this oracle can switch, used by R16.
     *
     * @param members other oracles of the family, of the same dimension; copied
     * @return the changed contract
     */
    public OracleContract family(List<LinearOracle> members) {
        for (LinearOracle member : members) {
            Arguments.require(
                    member.dimension() == oracle.dimension(),
                    "a member of the family has dimension " + member.dimension() + ", but the oracle "
                            + oracle.dimension(),
                    "Maybe it belongs to another family");
        }
        return new OracleContract(oracle, seed, thetas, tolerance, feasible, points, complete, List.copyOf(members));
    }

    /**
     * Returns advice about missing capabilities that help to read decisions from data; no rule requires them.
     *
     * @return one sentence per missing capability; empty if none is missing
     */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (oracle.as(NamedCoordinates.class).isEmpty()
                && oracle.as(Exchangeable.class).isEmpty()) {
            notes.add(
                    "the oracle does not name its coordinates (NamedCoordinates): data must number them in its order");
        }
        if (oracle.as(Membership.class).isEmpty()) {
            notes.add("the oracle does not say what is feasible (Membership): wrong decisions in data are not noticed");
        }
        return notes;
    }

    /**
     * Verifies one rule.
     *
     * @param rule the rule
     * @return its result; an exception or error in the rule is a failure, which the message describes, but an
     *     OutOfMemoryError is thrown again
     * @throws io.dither.error.InvalidArgumentException if the dimension of the oracle is not from 1 to 10,000,000, or
     *     its domain has another dimension
     */
    public RuleResult verify(OracleRule rule) {
        Probe probe = new Probe(rule, this);
        try {
            return rule.check(probe);
        } catch (OutOfMemoryError outOfMemory) { // may be caused by the machine, not by the oracle
            throw outOfMemory;
        } catch (Throwable failure) { // the oracle's code may throw anything
            return probe.threw(failure);
        }
    }

    /**
     * Verifies every rule.
     *
     * @return one result per rule, by number
     */
    public List<RuleResult> verifyAll() {
        return rules().stream().map(this::verify).toList();
    }
}
