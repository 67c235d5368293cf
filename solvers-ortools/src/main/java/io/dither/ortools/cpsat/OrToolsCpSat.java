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
 * Constraint models as oracles, solved by CP-SAT: all constraints of its {@code CpModel} (no-overlap, circuits,
 * automata, logic) can define the feasible set, and theta weighs some of its Boolean and integer variables.
 *
 * <pre>{@code
 * CpModel model = OrToolsCpSat.model();
 * ...
 * LinearOracle oracle = OrToolsCpSat.of(model, Sense.MAXIMIZE, shifts).seconds(2).oracle();
 * }</pre>
 *
 * <p>If the model has an objective, theta replaces the costs of the variables that it weighs; the costs of the others
 * and the constant are kept, and the vertex carries their sum as its offset h(y). Hints are dropped, because they would
 * choose between tied optima.
 *
 * <p>CP-SAT needs integers. The costs are multiplied by the power of two that brings the largest into [2^(b-1), 2^b),
 * then rounded to the nearest integer; with S the sum of max(|lower|, |upper|) over the variables with costs, b is the
 * largest up to 57 with 2^b S &lt; 2^61. An answer that is optimal for the rounded costs is within
 *
 * <pre>W 2^-b max |cost|,   W the sum of upper - lower over the same variables,</pre>
 *
 * of the optimum: 1.1e-16 max |cost| for 15 variables that are 0 or 1, 4.5e-13 for a thousand. If no cost is rounded,
 * or this bound is at most 1e-9 max |cost| max(1, sum |y|), the tolerance of the contract of oracles, such an answer
 * has the gap 0; otherwise the bound is part of its gap. So give integer variables with costs tight domains; a sum S of
 * 2^37 or more is refused.
 *
 * <p>The solver has one worker and a fixed seed, so that answers repeat. Its presolve, symmetry and probing are off and
 * its linearization level is 2, which is fastest for rosters of 42 to 294 variables; {@link #presolve()} and {@link
 * #parameters(SatParameters)} choose otherwise.
 *
 * <p>A solve that a limit, a relative gap or {@link io.dither.oracle.LimitedSession#interrupt()} ends fills the vertex
 * with the best solution found and, as its gap, the difference to the solver's bound.
 *
 * <p>Sessions throw {@link io.dither.error.OracleException}: INFEASIBLE, TIMEOUT (a limit or an interrupt before any
 * solution was found), FAILED, NATIVE_MISSING. Immutable and thread-safe: a method that sets something returns a
 * changed copy.
 */
public final class OrToolsCpSat {
    private final CpProgram program;
    private final CpSatSettings settings;
    private final Set<Trait> promised;

    private OrToolsCpSat(CpProgram program, CpSatSettings settings, Set<Trait> promised) {
        this.program = program;
        this.settings = settings;
        this.promised = promised;
    }

    /**
     * Makes an empty model; building one needs OR-Tools' native library, which this loads.
     *
     * @return the model
     * @throws OracleException with code NATIVE_MISSING
     */
    public static CpModel model() {
        Natives.load();
        return new CpModel();
    }

    /**
     * Starts from a model, to be solved to a proof; nothing is solved yet.
     *
     * @param model the model; copied
     * @param sense whether theta is a score (maximise) or a cost (minimise)
     * @param coordinates the variables of the model that theta weighs, in its order, each once; at least one
     * @return the settings
     * @throws InvalidArgumentException if the model is invalid; if the list of variables is empty, repeats one or has
     *     one of another model; if their bounds are too wide; or if the model's objective has costs to keep and the
     *     other sense
     * @throws OracleException with code NATIVE_MISSING
     */
    public static OrToolsCpSat of(CpModel model, Sense sense, List<? extends IntVar> coordinates) {
        Natives.load();
        CpModelProto copy = model.model();
        String problem = CpSatHelper.validateModel(copy);
        Arguments.require(
                problem.isEmpty(), "the model is invalid: " + CpSatFile.firstLine(problem), "Maybe a wrong domain");
        for (IntVar variable : coordinates) {
            Arguments.require(
                    variable.getIndex() < copy.getVariablesCount()
                            && model.getBuilder().getVariablesBuilder(variable.getIndex()) == variable.getBuilder(),
                    "the variable " + variable + " is not one of this model",
                    "Maybe it belongs to another one");
        }
        return of(copy, sense, coordinates.stream().mapToInt(IntVar::getIndex).toArray());
    }

    /**
     * Makes an oracle that solves to a proof.
     *
     * @param model the model; copied
     * @param sense whether theta is a score or a cost
     * @param coordinates the variables of the model that theta weighs, as for {@link #of(CpModel, Sense, List)}
     * @return the oracle
     */
    public static LinearOracle oracle(CpModel model, Sense sense, List<? extends IntVar> coordinates) {
        return of(model, sense, coordinates).oracle();
    }

    /**
     * Reads a model that {@code CpModel.exportToFile} or its like in Python or C++ wrote: a text where the file's name
     * ends in {@code txt} or {@code proto}, else the binary form.
     *
     * @param file the file
     * @return a copy of the model to build on; the direction of its objective, if any, is the natural sense of an oracle
     * @throws DataException with the name of the file, if it is missing, malformed or invalid
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
                    "the variable '" + model.getVariables(variable).getName() + "' comes twice",
                    "Maybe choose each once");
            seen.set(variable);
        }
        return new OrToolsCpSat(CpProgram.of(model, sense, coordinates), CpSatSettings.PROOF, Set.of());
    }

    /** Returns the variables of a model whose names begin with a prefix, in order. */
    static int[] named(CpModelProto model, String prefix) {
        return IntStream.range(0, model.getVariablesCount())
                .filter(i -> model.getVariables(i).getName().startsWith(prefix))
                .toArray();
    }

    /**
     * Gives a linear constraint other bounds, such as another capacity, for examples that differ in these; their
     * sessions can switch from one to the other.
     *
     * @param constraint the constraint, as the model's method returned it
     * @param least the least sum of its terms, without the constant of its expression
     * @param greatest the greatest
     * @return the changed settings
     * @throws InvalidArgumentException if the constraint is no linear one of the model, or the bounds are no interval
     */
    public OrToolsCpSat bounds(Constraint constraint, long least, long greatest) {
        Arguments.require(
                program.holds(constraint), "the constraint is not a linear one of this model", "Maybe of another one");
        return with(program.withConstraint(constraint.getIndex(), least, greatest));
    }

    /**
     * Gives a variable other bounds.
     *
     * @param variable a variable of the model
     * @param least its least value
     * @param greatest its greatest value
     * @return the changed settings
     * @throws InvalidArgumentException if the bounds are no interval, or too wide
     */
    public OrToolsCpSat bounds(IntVar variable, long least, long greatest) {
        Arguments.require(
                variable.getIndex() < program.model().getVariablesCount(),
                "the variable " + variable + " is not one of this model",
                "Maybe it belongs to another one");
        return with(program.withVariable(variable.getIndex(), least, greatest));
    }

    OrToolsCpSat with(CpProgram changed) {
        return new OrToolsCpSat(changed, settings, promised);
    }

    CpProgram program() {
        return program;
    }

    /**
     * Lets a solve end at a relative gap: where |bound - value| is at most this times |value|, both without the constant.
     *
     * @param relative the gap, at least 0 and below 1; 0 asks for a proof
     * @return the changed settings
     */
    public OrToolsCpSat gap(double relative) {
        Arguments.require(
                relative >= 0 && relative < 1,
                "gap = " + relative + " is not from 0 to 1",
                "Maybe 0 for a proof, or 1e-3");
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
     * Limits the work of a solve, in CP-SAT's deterministic time: a unit takes about a second or two, and unlike seconds the
     * limit gives the same answer and the same gap each time.
     *
     * @param limit the units, above 0
     * @return the changed settings
     */
    public OrToolsCpSat work(double limit) {
        return with(new CpSatSettings(
                settings.parameters(), settings.gap(), settings.seconds(), Arguments.positive("work", limit)));
    }

    /**
     * Turns OR-Tools' default presolve on; worthwhile if a solve takes longer than a few hundred milliseconds.
     *
     * @return the changed settings
     */
    public OrToolsCpSat presolve() {
        return with(settings.with(SatParameters.getDefaultInstance()));
    }

    /**
     * Sets parameters of CP-SAT; parameters set earlier and not mentioned remain. Workers, seed, limits, gaps and the
     * handling of signals are ignored here.
     *
     * @param parameters the parameters
     * @return the changed settings
     */
    public OrToolsCpSat parameters(SatParameters parameters) {
        return with(settings.with(
                settings.parameters().toBuilder().mergeFrom(parameters).build()));
    }

    /**
     * Promises a property of every vertex that cannot be derived from the model: {@link Trait#CONSTANT_SUM}.
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
     * @return the oracle, with a coordinate for each variable that theta weighs
     */
    public LinearOracle oracle() {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.addAll(program.traits());
        traits.addAll(promised);
        return new CpSatOracle(program, settings, Set.copyOf(traits));
    }
}
