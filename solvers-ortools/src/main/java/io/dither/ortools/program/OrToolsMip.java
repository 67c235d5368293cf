package io.dither.ortools.program;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Mixed-integer linear programs as oracles, solved by SCIP or, after {@link #sat()}, by CP-SAT, which
 * needs integer variables.
 *
 * <pre>{@code
 * LinearOracle oracle = OrToolsMip.of(program).seconds(2).gap(1e-3).oracle();
 * }</pre>
 *
 * <p>The coordinates of theta and y are all variables, or the variables that {@link #coordinates(int...)} chooses.
 * Other variables keep the costs of {@link LinearProgram#objective()}. The objective of a vertex is &lt;theta, y&gt; +
 * h(y). Its offset h(y) is {@link LinearProgram#offset()} plus the sum of these costs, each times the value of its
 * variable.
 *
 * <p>A session has one native model. From solve to solve it changes only the objective and, if it is used for another
 * oracle, the bounds. The solver is reset before each solve, because earlier solves would decide between tied optima.
 * Costs (theta and the program's costs of other variables) are scaled by a power of two to a largest magnitude in [1,
 * 2). In an answer, integer variables are whole, bounds of variables hold exactly, and rows hold up to 1e-9 (relative
 * to bounds above 1). A solve without limits and without a relative gap ends with a proof of optimality, in which reduced costs of at most 1e-9,
 * after the scaling, count as 0; its gap is 0.
 *
 * <p>If a limit, a relative gap or {@link io.dither.oracle.LimitedSession#interrupt()} ends a solve, the answer is the
 * best solution found, and its gap is the difference from the solver's bound. With limits in seconds, answers depend on
 * the machine; with a limit of nodes, they do not.
 *
 * <p>Sessions throw {@link io.dither.error.OracleException}: INFEASIBLE, UNBOUNDED, TIMEOUT (a limit or an interrupt
 * before any solution was found), NOT_OPTIMAL (numerical trouble), INVALID_ANSWER (a value is not whole, or breaks the
 * promise ZERO_ONE), NATIVE_MISSING.
 * Immutable and thread-safe: setters return a changed copy.
 */
public final class OrToolsMip {
    /** CP-SAT replaces larger bounds by this number. */
    private static final double SAT_BOUND = 1e7;

    private final LinearProgram program;
    private final int[] coordinates;
    private final MipSettings settings;

    private OrToolsMip(LinearProgram program, int[] coordinates, MipSettings settings) {
        this.program = program;
        this.coordinates = coordinates;
        this.settings = settings;
    }

    /**
     * Returns the settings of an oracle: all variables are coordinates, and SCIP solves without limits.
     *
     * @param program the program
     * @return the settings
     */
    public static OrToolsMip of(LinearProgram program) {
        return new OrToolsMip(program, IntStream.range(0, program.dimension()).toArray(), MipSettings.PROOF);
    }

    /**
     * Makes an oracle that solves to a proof of optimality.
     *
     * @param program the program
     * @return the oracle, of dimension program.dimension()
     */
    public static LinearOracle oracle(LinearProgram program) {
        return of(program).oracle();
    }

    /**
     * Reads a program from an MPS file as {@link OrToolsLp#read(Path)} does, with integer variables (between MARKER
     * lines, or by bounds of the types BV, LI and UI). An integer variable between MARKER lines without bounds is 0 or
     * 1.
     *
     * @param file the file
     * @return the program
     * @throws DataException with the name of the file if it is missing, malformed or not linear
     * @throws OracleException with code NATIVE_MISSING
     */
    public static LinearProgram read(Path file) {
        return MpsFile.read(file, true); // allows integer variables
    }

    /**
     * Chooses the variables that are the coordinates of theta and y; all other variables keep the costs of the program.
     *
     * @param variables the variables in the order of the coordinates, each once, at least one
     * @return the changed settings
     */
    public OrToolsMip coordinates(int... variables) {
        Arguments.require(variables.length > 0, "coordinates = none", "Maybe choose the variables that have a cost");
        BitSet chosen = new BitSet();
        for (int variable : variables) {
            Arguments.require(
                    variable >= 0 && variable < program.dimension() && !chosen.get(variable),
                    "coordinate " + variable + " is not a variable of the program, or is given twice",
                    "Maybe choose each once, from 0 to " + (program.dimension() - 1));
            chosen.set(variable);
        }
        return new OrToolsMip(program, variables.clone(), settings);
    }

    /**
     * Lets a solve end at a relative gap: SCIP, when |bound - value| is at most {@code relative} times the smaller of
     * |bound| and |value|; CP-SAT, when it is at most {@code relative} times max(1, |value|). Value and bound are those
     * of the scaled costs (see the class), without {@link LinearProgram#offset()}.
     *
     * @param relative the gap, at least 0 and below 1; 0 for a proof of optimality
     * @return the changed settings
     */
    public OrToolsMip gap(double relative) {
        Arguments.require(
                relative >= 0 && relative < 1,
                "gap = " + relative + " is not at least 0 and below 1",
                "Maybe choose 0 for a proof, or 1e-3");
        return with(new MipSettings(settings.usesCpSat(), relative, settings.seconds(), settings.nodes()));
    }

    /**
     * Limits the time of a solve.
     *
     * @param limit the seconds, above 0; rounded up to milliseconds
     * @return the changed settings
     */
    public OrToolsMip seconds(double limit) {
        return with(new MipSettings(
                settings.usesCpSat(), settings.gap(), Arguments.positive("seconds", limit), settings.nodes()));
    }

    /**
     * Limits the branch-and-bound nodes of a solve by SCIP. Unlike a limit in seconds, this gives the same outcome on
     * every machine.
     *
     * @param limit the nodes, at least 1
     * @return the changed settings
     */
    public OrToolsMip nodes(int limit) {
        return with(new MipSettings(
                settings.usesCpSat(), settings.gap(), settings.seconds(), Arguments.atLeast("nodes", limit, 1)));
    }

    /**
     * Solves by CP-SAT instead of SCIP, on one thread, for programs whose variables are all integers with bounds within
     * 1e7.
     *
     * @return the changed settings
     */
    public OrToolsMip sat() {
        return with(new MipSettings(true, settings.gap(), settings.seconds(), settings.nodes()));
    }

    private OrToolsMip with(MipSettings changed) {
        return new OrToolsMip(program, coordinates, changed);
    }

    /**
     * Makes the oracle; nothing is solved yet.
     *
     * @return the oracle
     * @throws InvalidArgumentException if CP-SAT was chosen together with a limit of nodes, or for a program that
     *     CP-SAT cannot solve
     */
    public LinearOracle oracle() {
        if (settings.usesCpSat()) {
            requireBoundedIntegers();
            Arguments.require(settings.nodes() == 0, "CP-SAT has no limit of nodes", "Maybe choose seconds");
        }
        WeighedProgram weighed = WeighedProgram.of(program, coordinates);
        return new MipOracle(weighed, settings, weighed.traits());
    }

    private void requireBoundedIntegers() {
        for (int i = 0; i < program.dimension(); i++) {
            Arguments.require(
                    program.isInteger(i),
                    "variable " + i + " is real, but CP-SAT takes only integer variables",
                    "Maybe use SCIP");
            Arguments.require(
                    Math.max(Math.abs(program.lower(i)), Math.abs(program.upper(i))) <= SAT_BOUND,
                    "the bounds [" + program.lower(i) + ", " + program.upper(i) + "] of variable " + i
                            + " are too wide for CP-SAT",
                    "Maybe choose bounds within 1e7, or SCIP");
        }
    }
}
