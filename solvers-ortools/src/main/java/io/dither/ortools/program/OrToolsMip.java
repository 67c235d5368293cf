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
 * Mixed-integer linear programs as oracles, solved by SCIP or, where all variables are whole numbers, by CP-SAT.
 *
 * <pre>{@code
 * LinearOracle oracle = OrToolsMip.of(program).seconds(2).gap(1e-3).oracle();
 * }</pre>
 *
 * <p>Theta weighs all variables, or those that {@link #coordinates(int...)} chooses; the others then keep the costs of
 * {@link LinearProgram#objective()}, and the vertex carries their sum as its offset h(y).
 *
 * <p>A session keeps one native model and changes only its objective; the solver starts anew each time, for what it
 * remembers would choose between tied optima. The costs (theta and those kept) are scaled by a power of two to a largest
 * magnitude in [1, 2). Integer variables come out whole, values keep their bounds exactly and rows to 1e-9, in units of the
 * row where its numbers are at most 1. A solve without limits ends with a proof, right to 1e-9 on the scaled costs for each
 * unit of a variable: gap 0.
 *
 * <p>A solve that a limit, a relative gap or {@link io.dither.oracle.LimitedSession#interrupt()} ends fills the vertex with
 * the best solution found and, as its gap, the difference to the solver's bound. Limits in seconds give other answers on other
 * machines; a limit of nodes does not.
 *
 * <p>Sessions throw {@link io.dither.error.OracleException}: INFEASIBLE, UNBOUNDED, TIMEOUT (a limit or an interrupt before any
 * solution was found), NOT_OPTIMAL (numerical trouble), INVALID_ANSWER (a broken promise), NATIVE_MISSING. Immutable and
 * thread-safe: a method that sets something returns a changed copy.
 */
public final class OrToolsMip {
    /** CP-SAT takes larger numbers for this one. */
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
     * Starts from all variables, SCIP and no limits.
     *
     * @param program the program
     * @return the settings
     */
    public static OrToolsMip of(LinearProgram program) {
        return new OrToolsMip(program, IntStream.range(0, program.dimension()).toArray(), MipSettings.PROOF);
    }

    /**
     * Makes an oracle that solves to a proof; nothing is solved yet.
     *
     * @param program the program
     * @return the oracle, of dimension program.dimension()
     */
    public static LinearOracle oracle(LinearProgram program) {
        return of(program).oracle();
    }

    /**
     * Reads a program from an MPS file as {@link OrToolsLp#read(Path)} does, with integer variables (between MARKER lines, or
     * by bounds of the types BV, LI and UI). An integer variable between MARKER lines without bounds is 0 or 1.
     *
     * @param file the file
     * @return the program
     * @throws DataException naming the file, where it is missing, malformed or not linear
     * @throws OracleException with code NATIVE_MISSING
     */
    public static LinearProgram read(Path file) {
        return MpsFile.read(file, true);
    }

    /**
     * Chooses the variables that theta weighs; the others keep the costs that came with the program.
     *
     * @param variables the variables in the order of theta, each once, at least one
     * @return the changed settings
     */
    public OrToolsMip coordinates(int... variables) {
        Arguments.require(variables.length > 0, "coordinates = none", "Maybe choose the variables that have a cost");
        BitSet seen = new BitSet();
        for (int variable : variables) {
            Arguments.require(
                    variable >= 0 && variable < program.dimension() && !seen.get(variable),
                    "coordinate " + variable + " is not a variable of the program, or comes twice",
                    "Maybe choose each once, from 0 to " + (program.dimension() - 1));
            seen.set(variable);
        }
        return new OrToolsMip(program, variables.clone(), settings);
    }

    /**
     * Lets a solve end at a relative gap: where |bound - value| is at most this times the smaller of |bound| and |value|, both
     * without offset.
     *
     * @param relative the gap, at least 0; 0 asks for a proof
     * @return the changed settings
     */
    public OrToolsMip gap(double relative) {
        Arguments.require(
                relative >= 0 && relative < 1,
                "gap = " + relative + " is not from 0 to 1",
                "Maybe 0 for a proof, or 1e-3");
        return with(new MipSettings(settings.sat(), relative, settings.seconds(), settings.nodes()));
    }

    /**
     * Limits the time of a solve.
     *
     * @param limit the seconds, above 0; a millisecond is the least
     * @return the changed settings
     */
    public OrToolsMip seconds(double limit) {
        return with(new MipSettings(
                settings.sat(), settings.gap(), Arguments.positive("seconds", limit), settings.nodes()));
    }

    /**
     * Limits the branch-and-bound nodes of a solve, a budget that, unlike seconds, gives the same outcome on every machine;
     * for SCIP.
     *
     * @param limit the nodes, at least 1
     * @return the changed settings
     */
    public OrToolsMip nodes(int limit) {
        return with(new MipSettings(
                settings.sat(), settings.gap(), settings.seconds(), Arguments.atLeast("nodes", limit, 1)));
    }

    /**
     * Solves by CP-SAT in place of SCIP, on one thread: for programs whose variables are all whole numbers within 1e7.
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
     * @return the oracle, with a coordinate for each variable that theta weighs
     * @throws InvalidArgumentException if CP-SAT was chosen for a program that it cannot take, or with nodes
     */
    public LinearOracle oracle() {
        if (settings.sat()) {
            requireWhole();
            Arguments.require(settings.nodes() == 0, "CP-SAT has no limit of nodes", "Maybe choose seconds");
        }
        WeighedProgram weighed = WeighedProgram.of(program, coordinates);
        return new MipOracle(weighed, settings, weighed.traits());
    }

    private void requireWhole() {
        for (int i = 0; i < program.dimension(); i++) {
            Arguments.require(
                    program.isInteger(i),
                    "variable " + i + " is real, and CP-SAT knows whole ones only",
                    "Maybe use SCIP");
            Arguments.require(
                    Math.max(Math.abs(program.lower(i)), Math.abs(program.upper(i))) <= SAT_BOUND,
                    "the bounds [" + program.lower(i) + ", " + program.upper(i) + "] of variable " + i
                            + " are wider than CP-SAT takes them",
                    "Maybe bounds within 1e7, or SCIP");
        }
    }
}
