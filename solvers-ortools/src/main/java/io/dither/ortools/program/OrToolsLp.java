package io.dither.ortools.program;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import java.nio.file.Path;

/**
 * Linear programs as oracles, solved by OR-Tools' simplex solver GLOP.
 *
 * <p>A session has one native model. From solve to solve it changes only the objective and, if it is used for another
 * oracle, the bounds. After a warm start, the answer may depend on earlier solves: it may be another optimal vertex, or
 * differ in the last bits. So a solve starts from the last basis only if the program has the promise ZERO_ONE, see
 * {@link LinearProgramBuilder#promise}. If the optimum is not unique, the program is solved again without a basis.
 * Theta is scaled by a power of two to a largest magnitude in [1, 2); answers are optimal up to a dual tolerance of
 * 1e-9 on that scale.
 *
 * <p>Sessions throw {@link io.dither.error.OracleException}: INFEASIBLE, UNBOUNDED, TIMEOUT (the iteration limit),
 * NOT_OPTIMAL (numerical trouble), INVALID_ANSWER (a vertex breaks the promise ZERO_ONE), NATIVE_MISSING.
 */
public final class OrToolsLp {
    /** The iteration limit of GLOP that stands for no limit. */
    static final int NO_LIMIT = -1;

    private OrToolsLp() {}

    /**
     * Makes an oracle of a program.
     *
     * @param program the program
     * @return the oracle, of dimension program.dimension()
     * @throws InvalidArgumentException if the program has integer variables
     */
    public static LinearOracle oracle(LinearProgram program) {
        return new LpOracle(requireReal(program), NO_LIMIT);
    }

    /**
     * Makes an oracle of a program whose solves fail with TIMEOUT after a number of simplex iterations. Unlike a limit
     * in seconds, this gives the same outcome on every machine.
     *
     * @param program the program
     * @param iterations the limit, at least 1
     * @return the oracle
     */
    public static LinearOracle oracle(LinearProgram program, int iterations) {
        return new LpOracle(requireReal(program), Arguments.atLeast("iterations", iterations, 1));
    }

    /**
     * Reads a linear program from an MPS file in fixed or free format. The variables are the columns of the file in
     * their order. The sense is given by the section OBJSENSE (MAX or MIN), and is MINIMIZE without this section. The
     * offset is minus the right-hand side of the objective.
     *
     * @param file the file
     * @return the program
     * @throws DataException with the name of the file if it is missing, malformed, not linear or has integer variables
     * @throws OracleException with code NATIVE_MISSING
     */
    public static LinearProgram read(Path file) {
        return MpsFile.read(file, false); // refuses integer variables
    }

    private static LinearProgram requireReal(LinearProgram program) {
        Arguments.require(
                program.firstInteger() < 0,
                "variable " + program.firstInteger() + " is an integer variable, but GLOP solves linear programs",
                "Maybe use OrToolsMip");
        return program;
    }
}
