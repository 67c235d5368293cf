package io.dither.ortools.cpsat;

import com.google.ortools.sat.Constraint;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpModelProto;
import com.google.ortools.sat.CpSatHelper;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.SatParameters;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.ortools.internal.Natives;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Constraint models as oracles, solved by CP-SAT. All constraints of a {@code CpModel} (no-overlap, circuits, automata,
 * logic) can define the feasible set. Some of the Boolean and integer variables of the model are the coordinates of
 * theta and y.
 *
 * <pre>{@code
 * CpModel model = OrToolsCpSat.model();
 * ...
 * LinearOracle oracle = OrToolsCpSat.of(model, Sense.MAXIMIZE, shifts).seconds(2).oracle();
 * }</pre>
 *
 * <p>If the model has an objective, theta replaces the costs of the coordinates. The costs of other variables and the
 * constant are kept. The sum of these costs, each times the value of its variable, plus the constant is the offset h(y)
 * of a vertex, whose objective is &lt;theta, y&gt; + h(y). Hints are removed, because they would choose between tied
 * optima.
 *
 * <p>CP-SAT needs integers. Costs are multiplied by the power of two that brings the largest into [2^(b-1), 2^b), and
 * then rounded to integers. If S is the sum of max(|lower|, |upper|) over the variables with costs, b is the largest
 * number up to 57 with 2^b S &lt; 2^61. An answer that is optimal for the rounded costs is within
 *
 * <pre>W 2^-b max |cost|,   W the sum of upper - lower over the same variables,</pre>
 *
 * of the optimum: 1.1e-16 max |cost| for 15 variables that are 0 or 1, 4.5e-13 for a thousand. Such an answer has the
 * gap 0 if no cost is rounded, or if this bound is at most 1e-9 max |cost| max(1, sum |y|), the tolerance of the
 * contract of oracles. Otherwise the bound is part of its gap. So give integer variables with costs tight domains; a
 * sum S of 2^37 or more is refused.
 *
 * <p>The solver has one worker and a fixed seed, so that answers repeat. Its presolve, symmetry and probing are off,
 * and its linearization level is 2, which is the fastest for rosters of 42 to 294 variables; {@link #presolve()} and
 * {@link #parameters(SatParameters)} change this.
 *
 * <p>If a limit, a relative gap or {@link io.dither.oracle.LimitedSession#interrupt()} ends a solve, the answer is the
 * best solution found, and its gap is the difference from the solver's bound.
 *
 * <p>Sessions throw {@link io.dither.error.OracleException}: INFEASIBLE, TIMEOUT (a limit or an interrupt before any
 * solution was found), FAILED, NATIVE_MISSING. Immutable and thread-safe: setters return a changed copy.
 */
public final class OrToolsCpSat {
    private final CpProgram program;
    private final CpSatSettings settings;
    /** The traits of {@link #promise}. */
    private final Set<Trait> promised;

    private OrToolsCpSat(CpProgram program, CpSatSettings settings, Set<Trait> promised) {
        this.program = program;
        this.settings = settings;
        this.promised = promised;
    }

    /**
     * Makes an empty model, after loading OR-Tools' native library, which models need.
     *
     * @return the model
     * @throws OracleException with code NATIVE_MISSING
     */
    public static CpModel model() {
        Natives.load();
        return new CpModel();
    }

    /**
     * Returns settings for a model, which is solved to a proof of optimality unless they are changed.
     *
     * @param model the model; copied
     * @param sense whether theta is a score (maximise) or a cost (minimise)
     * @param coordinates the variables of the model that are the coordinates, in their order, each once; at least one
     * @return the settings
     * @throws InvalidArgumentException if the model is invalid; if the list of variables is empty, repeats a variable
     *     or has a variable of another model; if the bounds of the variables with costs are too wide; or if the model's
     *     objective has the opposite sense and costs of other variables
     * @throws OracleException with code NATIVE_MISSING
     */
    public static OrToolsCpSat of(CpModel model, Sense sense, List<? extends IntVar> coordinates) {
        Natives.load();
        CpModelProto copy = model.model();
        String problem = CpSatHelper.validateModel(copy);
        Arguments.require(
                problem.isEmpty(),
                "the model is invalid: " + CpSatFile.firstLine(problem),
                "Maybe the domain is wrong");
        for (IntVar variable : coordinates) {
            // a variable shares its builder with its model
            Arguments.require(
                    variable.getIndex() < copy.getVariablesCount()
                            && model.getBuilder().getVariablesBuilder(variable.getIndex()) == variable.getBuilder(),
                    "the variable " + variable + " is not one of this model",
                    "Maybe it belongs to another one");
        }
        return of(copy, sense, coordinates.stream().mapToInt(IntVar::getIndex).toArray());
    }

    /**
     * Makes an oracle that solves to a proof of optimality.
     *
     * @param model the model; copied
     * @param sense whether theta is a score or a cost
     * @param coordinates the variables of the model that are the coordinates, as for {@link #of(CpModel, Sense, List)}
     * @return the oracle
     */
    public static LinearOracle oracle(CpModel model, Sense sense, List<? extends IntVar> coordinates) {
        return of(model, sense, coordinates).oracle();
    }

    /**
     * Reads a model that {@code CpModel.exportToFile}, or the same function of Python or C++, wrote: as text if the
     * file's name ends in {@code txt} or {@code textproto}, otherwise in binary form.
     *
     * @param file the file
     * @return the model, which can be extended
     * @throws DataException with the name of the file if it is missing, malformed or invalid
     * @throws OracleException with code NATIVE_MISSING
     */
    public static CpModel read(Path file) {
        CpModelProto proto = CpSatFile.read(file);
        CpModel model = model();
        model.getBuilder().mergeFrom(proto);
        return model;
    }

    static OrToolsCpSat of(CpModelProto model, Sense sense, int[] coordinates) {
        Arguments.require(coordinates.length > 0, "coordinates = none", "Maybe choose the variables that have a cost");
        BitSet seen = new BitSet();
        for (int variable : coordinates) {
            Arguments.require(
                    !seen.get(variable),
                    "the variable '" + model.getVariables(variable).getName() + "' is given twice",
                    "Maybe choose each once");
            seen.set(variable);
        }
        return new OrToolsCpSat(CpProgram.of(model, sense, coordinates), CpSatSettings.PROOF, Set.of());
    }

    /** Returns the variables of a model whose names begin with a prefix, in order. */
    static int[] variablesWithPrefix(CpModelProto model, String prefix) {
        return IntStream.range(0, model.getVariablesCount())
                .filter(i -> model.getVariables(i).getName().startsWith(prefix))
                .toArray();
    }

    /**
     * Gives a linear constraint other bounds, such as another capacity. A session of an oracle can be {@linkplain
     * io.dither.oracle.capability.RetargetableSession retargeted} to another oracle that differs only in bounds.
     *
     * @param constraint the constraint, as the model's method returned it
     * @param min the smallest sum of its terms, without the constant of its expression
     * @param max the largest sum of its terms
     * @return the changed settings
     * @throws InvalidArgumentException if this is not a linear constraint of the model, or the bounds are not an
     *     interval
     */
    public OrToolsCpSat bounds(Constraint constraint, long min, long max) {
        Arguments.require(
                program.contains(constraint),
                "this is not a linear constraint of this model",
                "Maybe it belongs to another model");
        return with(program.withConstraint(constraint.getIndex(), min, max));
    }

    /**
     * Gives a variable other bounds.
     *
     * @param variable a variable of the model, which is known by its index and its name
     * @param min the smallest value of the variable
     * @param max the largest value of the variable
     * @return the changed settings
     * @throws InvalidArgumentException if the model has no variable with this index and name, or the bounds are not an
     *     interval, or too wide
     */
    public OrToolsCpSat bounds(IntVar variable, long min, long max) {
        Arguments.require(
                variable.getIndex() < program.model().getVariablesCount()
                        && program.model()
                                .getVariables(variable.getIndex())
                                .getName()
                                .equals(variable.getName()),
                "the variable " + variable + " is not one of this model",
                "Maybe it belongs to another one");
        return with(program.withVariable(variable.getIndex(), min, max));
    }

    /** Returns the same settings for another program. */
    OrToolsCpSat with(CpProgram changed) {
        return new OrToolsCpSat(changed, settings, promised);
    }

    CpProgram program() {
        return program;
    }

    /**
     * Lets a solve end at a relative gap, that is, when |bound - value| is at most {@code relative} times |value|, both
     * without the constant.
     *
     * @param relative the gap, at least 0 and below 1; 0 for a proof of optimality
     * @return the changed settings
     */
    public OrToolsCpSat gap(double relative) {
        Arguments.require(
                relative >= 0 && relative < 1,
                "gap = " + relative + " is not at least 0 and below 1",
                "Maybe choose 0 for a proof, or 1e-3");
        return with(new CpSatSettings(settings.parameters(), relative, settings.seconds(), settings.work()));
    }

    /**
     * Limits the time of a solve.
     *
     * @param limit the seconds, above 0
     * @return the changed settings
     */
    public OrToolsCpSat seconds(double limit) {
        return with(new CpSatSettings(
                settings.parameters(), settings.gap(), Arguments.positive("seconds", limit), settings.work()));
    }

    /**
     * Limits the work of a solve in CP-SAT's deterministic time. A unit takes about a second or two. Unlike a limit in
     * seconds, this gives the same answer and the same gap each time.
     *
     * @param limit the units, above 0
     * @return the changed settings
     */
    public OrToolsCpSat work(double limit) {
        return with(new CpSatSettings(
                settings.parameters(), settings.gap(), settings.seconds(), Arguments.positive("work", limit)));
    }

    /**
     * Uses OR-Tools' default parameters, with presolve. This is faster if a solve takes more than a few hundred
     * milliseconds.
     *
     * @return the changed settings
     */
    public OrToolsCpSat presolve() {
        return with(settings.with(SatParameters.getDefaultInstance()));
    }

    /**
     * Sets parameters of CP-SAT; all other parameters stay. Workers, seed, limits, gaps and the handling of signals are
     * ignored.
     *
     * @param parameters the parameters
     * @return the changed settings
     */
    public OrToolsCpSat parameters(SatParameters parameters) {
        return with(settings.with(
                settings.parameters().toBuilder().mergeFrom(parameters).build()));
    }

    /**
     * Promises that all vertices have a property that Dither cannot derive from the model: {@link Trait#CONSTANT_SUM}.
     *
     * @param trait CONSTANT_SUM
     * @return the changed settings
     */
    public OrToolsCpSat promise(Trait trait) {
        Arguments.require(
                trait == Trait.CONSTANT_SUM, "trait = " + trait + " cannot be promised here", "Maybe CONSTANT_SUM");
        return new OrToolsCpSat(program, settings, Set.of(trait));
    }

    private OrToolsCpSat with(CpSatSettings changed) {
        return new OrToolsCpSat(program, changed, promised);
    }

    /**
     * Makes the oracle; nothing is solved yet.
     *
     * @return the oracle
     */
    public LinearOracle oracle() {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.addAll(program.traits());
        traits.addAll(promised);
        return new CpSatOracle(program, settings, Set.copyOf(traits));
    }
}
