package io.dither.ortools.program;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.oracle.Described;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.ortools.internal.Bound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A linear program over y in R^d: bounds of the variables, and rows lower &lt;= A y &lt;= upper. Some or all variables
 * may be whole numbers. Each solve has its own objective, &lt;theta, y&gt; + offset. Immutable and thread-safe.
 *
 * <p>{@link #builder(Sense)} makes a program. {@link OrToolsLp#read(java.nio.file.Path)} reads one from a file, and
 * {@link OrToolsMip#read(java.nio.file.Path)} reads a program with integer variables.
 */
public final class LinearProgram implements Described {
    private final Sense sense;
    private final double[] lower;
    private final double[] upper;
    /**
     * The coefficients of the program's own objective. Oracles replace them by theta. If the coordinates of an oracle
     * are only some of the variables, all other variables keep these coefficients.
     */
    private final double[] objective;

    private final double offset;
    private final List<LinearConstraint> constraints;
    /** The promised properties of the vertices, and OFFSET if the offset is not 0. */
    private final Set<Trait> traits;
    /** The variables that are whole numbers. */
    private final BitSet integers;
    /** The names of the variables; empty unless the program was read from a file. */
    private final List<String> names;
    /** The names of the rows; empty unless the program was read from a file. */
    private final List<String> rowNames;

    /** Keeps the arrays, which must not be changed later. */
    private LinearProgram(
            Sense sense,
            double[] lower,
            double[] upper,
            double[] objective,
            double offset,
            List<LinearConstraint> constraints,
            Set<Trait> traits,
            BitSet integers,
            List<String> names,
            List<String> rowNames) {
        this.sense = sense;
        this.lower = lower;
        this.upper = upper;
        this.objective = objective;
        this.offset = offset;
        this.constraints = List.copyOf(constraints);
        this.traits = Set.copyOf(traits);
        this.integers = integers;
        this.names = List.copyOf(names);
        this.rowNames = List.copyOf(rowNames);
    }

    /** Returns the program that was built so far. */
    static LinearProgram of(LinearProgramBuilder builder) {
        Set<Trait> traits = EnumSet.copyOf(builder.traits);
        if (builder.offset != 0) {
            traits.add(Trait.OFFSET);
        }
        return new LinearProgram(
                builder.sense,
                Arrays.copyOf(builder.lower, builder.size),
                Arrays.copyOf(builder.upper, builder.size),
                Arrays.copyOf(builder.objective, builder.size), // variables without an objective get 0
                builder.offset,
                builder.constraints,
                traits,
                (BitSet) builder.integers.clone(),
                builder.names,
                builder.rowNames);
    }

    @Override
    public List<?> content() {
        return List.of(sense, lower, upper, objective, offset, constraints, traits, integers);
    }

    /**
     * Starts a program without variables.
     *
     * @param sense whether theta will be a score (maximise) or a cost (minimise)
     * @return a builder
     */
    public static LinearProgramBuilder builder(Sense sense) {
        return new LinearProgramBuilder(requireNonNull(sense, "sense"));
    }

    /**
     * {@return the same program with another sense; it shares the rows of this program}
     *
     * @param other the sense
     */
    public LinearProgram with(Sense other) {
        return with(requireNonNull(other, "sense"), lower, upper, constraints, traits);
    }

    /**
     * {@return the same program with a further promise, see {@link LinearProgramBuilder#promise(Trait)}; it shares the
     * rows of this program}
     *
     * @param trait a property of the vertices
     */
    public LinearProgram with(Trait trait) {
        Set<Trait> allTraits = EnumSet.of(trait);
        allTraits.addAll(traits);
        return with(sense, lower, upper, constraints, allTraits);
    }

    /**
     * Returns the same program with other bounds of one row, such as another capacity. A session of an oracle of this
     * program can be used for an oracle of the new program, without building the native model again.
     *
     * @param row the row, from 0 in the order of constraints
     * @param lowerBound the new lower bound, possibly negative infinity
     * @param upperBound the new upper bound, possibly infinity
     * @return a program that shares the coefficients of this program
     */
    public LinearProgram withRow(int row, double lowerBound, double upperBound) {
        Arguments.require(row >= 0 && row < rows(), "row = " + row + " is not one of " + rows(), "Maybe count from 0");
        LinearProgramBuilder.requireInterval("constraint " + row, lowerBound, upperBound);
        LinearConstraint before = constraints.get(row);
        List<LinearConstraint> changed = new ArrayList<>(constraints);
        changed.set(row, new LinearConstraint(lowerBound, before.indices(), before.coefficients(), upperBound));
        return with(sense, lower, upper, changed, traits);
    }

    /**
     * {@return the same program with other bounds of one variable; it shares the rows of this program, and sessions of
     * an oracle can be used as for {@link #withRow}}
     *
     * @param variable the variable, from 0 to d - 1
     * @param lowerBound the new lower bound, possibly negative infinity; rounded up for integer variables
     * @param upperBound the new upper bound, possibly infinity; rounded down for integer variables
     */
    public LinearProgram withVariable(int variable, double lowerBound, double upperBound) {
        Arguments.require(
                variable >= 0 && variable < dimension(),
                "variable = " + variable + " is not one of " + dimension(),
                "Maybe count from 0");
        double[] lows = lower.clone();
        double[] highs = upper.clone();
        lows[variable] = isInteger(variable) ? Math.ceil(lowerBound) : lowerBound;
        highs[variable] = isInteger(variable) ? Math.floor(upperBound) : upperBound;
        LinearProgramBuilder.requireInterval("variable " + variable, lows[variable], highs[variable]);
        return with(sense, lows, highs, constraints, traits);
    }

    /**
     * Returns the same program with narrower bounds of some variables: for each, the intersection of its old bounds and
     * the given interval.
     */
    LinearProgram restrictedTo(int[] variables, double[] lowerBounds, double[] upperBounds) {
        double[] lows = lower.clone();
        double[] highs = upper.clone();
        for (int k = 0; k < variables.length; k++) {
            int i = variables[k];
            lows[i] = Math.max(lower[i], lowerBounds[k]);
            highs[i] = Math.min(upper[i], upperBounds[k]);
            if (!(lows[i] <= highs[i])) {
                throw new OracleException(
                        OracleException.Code.INFEASIBLE,
                        "variable " + i + " cannot be from " + lowerBounds[k] + " to " + upperBounds[k]
                                + ": its bounds are " + lower[i] + " and " + upper[i]);
            }
        }
        return with(sense, lows, highs, constraints, traits);
    }

    private LinearProgram with(
            Sense newSense, double[] lows, double[] highs, List<LinearConstraint> rows, Set<Trait> promises) {
        return new LinearProgram(newSense, lows, highs, objective, offset, rows, promises, integers, names, rowNames);
    }

    /** Returns the same program after {@code bound} has replaced a bound of the row or variable that it names. */
    LinearProgram with(Bound bound) {
        int row = rowNames.indexOf(bound.name());
        int variable = names.indexOf(bound.name());
        // exactly one of the two must have this name
        if (row < 0 == variable < 0) {
            throw bound.wrongName(row >= 0);
        }
        // if the new bound is only a lower or only an upper bound, the old bound on the other side stays
        return row < 0
                ? withVariable(variable, bound.lowerOr(lower[variable]), bound.upperOr(upper[variable]))
                : withRow(
                        row,
                        bound.lowerOr(constraints.get(row).lower()),
                        bound.upperOr(constraints.get(row).upper()));
    }

    /**
     * Returns whether two programs that were made from one another, or by one builder, differ only in bounds,
     * objective, offset and promises.
     */
    boolean hasRowsOf(LinearProgram other) {
        boolean hasSameRows = sense == other.sense && rows() == other.rows() && integers.equals(other.integers);
        // such programs share the arrays of their rows
        for (int r = 0; hasSameRows && r < rows(); r++) {
            hasSameRows =
                    constraints.get(r).indices() == other.constraints.get(r).indices()
                            && constraints.get(r).coefficients()
                                    == other.constraints.get(r).coefficients();
        }
        return hasSameRows && dimension() == other.dimension();
    }

    /**
     * Returns the dimension d of y.
     *
     * @return the number of variables
     */
    public int dimension() {
        return lower.length;
    }

    /**
     * Returns the number of rows.
     *
     * @return the number of constraints
     */
    public int rows() {
        return constraints.size();
    }

    /** {@return whether theta is a score or a cost} */
    public Sense sense() {
        return sense;
    }

    /**
     * Returns the objective of the program, such as the objective of an MPS file; zeros if the program has none.
     *
     * @return the coefficients, length d; the caller owns the array
     */
    public double[] objective() {
        return objective.clone();
    }

    /** {@return the constant that is added to &lt;theta, y&gt; at every vertex} */
    public double offset() {
        return offset;
    }

    /**
     * Returns the promised properties of the vertices.
     *
     * @return the promised traits, and {@link Trait#OFFSET} if the offset is not 0
     */
    public Set<Trait> traits() {
        return traits;
    }

    /**
     * Returns whether a variable has whole values only.
     *
     * @param variable the variable, from 0 to d - 1
     * @return whether it is an integer variable
     */
    public boolean isInteger(int variable) {
        return integers.get(variable);
    }

    /**
     * Finds variables by their names; only programs from files have names.
     *
     * @param prefix the prefix of the names
     * @return the variables whose names begin with the prefix, in ascending order
     */
    public int[] variables(String prefix) {
        requireNonNull(prefix, "prefix");
        return IntStream.range(0, names.size())
                .filter(i -> names.get(i).startsWith(prefix))
                .toArray();
    }

    /** Returns the names of variables; empty if the program has no names. */
    List<String> names(int[] variables) {
        return names.isEmpty()
                ? List.of()
                : IntStream.of(variables).mapToObj(names::get).toList();
    }

    /** Returns the name of a row, alone in a list; empty if the program has no names. */
    List<String> nameOfRow(int row) {
        return rowNames.isEmpty() ? List.of() : List.of(rowNames.get(row));
    }

    /** Returns the first integer variable; -1 if there is none. */
    int firstInteger() {
        return integers.nextSetBit(0);
    }

    /**
     * {@return the lower bound of a variable, possibly negative infinity}
     *
     * @param variable the variable, from 0 to d - 1
     */
    public double lower(int variable) {
        return lower[variable];
    }

    /**
     * {@return the upper bound of a variable, possibly infinity}
     *
     * @param variable the variable, from 0 to d - 1
     */
    public double upper(int variable) {
        return upper[variable];
    }

    /** {@return the rows, in the order in which they were added} */
    public List<LinearConstraint> constraints() {
        return constraints;
    }
}
