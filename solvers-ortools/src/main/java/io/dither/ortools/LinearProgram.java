package io.dither.ortools;

import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An immutable linear program over y in R^d, some or all of whose variables may be whole numbers: bounds of the variables
 * and rows lower &lt;= A y &lt;= upper; its objective &lt;theta, y&gt; + offset is given by theta anew at each solve.
 *
 * <p>Made by {@link #builder(Sense)} or read from a file by {@link OrToolsLp#read(java.nio.file.Path)} or, with integer
 * variables, {@link OrToolsMip#read(java.nio.file.Path)}. Thread-safe.
 */
public final class LinearProgram {
    private final Sense sense;
    private final double[] lower;
    private final double[] upper;
    private final double[] objective;
    private final double offset;
    private final List<LinearConstraint> constraints;
    private final Set<Trait> traits;
    private final BitSet integers;
    private final List<String> names;

    /** Takes over the arrays, which nobody changes from then on. */
    LinearProgram(
            Sense sense,
            double[] lower,
            double[] upper,
            double[] objective,
            double offset,
            List<LinearConstraint> constraints,
            Set<Trait> traits,
            BitSet integers,
            List<String> names) {
        this.sense = sense;
        this.lower = lower;
        this.upper = upper;
        this.objective = objective;
        this.offset = offset;
        this.constraints = List.copyOf(constraints);
        this.traits = Set.copyOf(traits);
        this.integers = integers;
        this.names = List.copyOf(names);
    }

    /**
     * Starts a program without variables.
     *
     * @param sense whether theta will be a score (maximise) or a cost (minimise)
     * @return a builder
     */
    public static LinearProgramBuilder builder(Sense sense) {
        return new LinearProgramBuilder(sense);
    }

    /**
     * Returns the same set of points with another sense.
     *
     * @param other the sense
     * @return a program that shares the rows of this one
     */
    public LinearProgram with(Sense other) {
        return new LinearProgram(other, lower, upper, objective, offset, constraints, traits, integers, names);
    }

    /**
     * Returns the same program with one promise more, see {@link LinearProgramBuilder#promise(Trait)}.
     *
     * @param trait what is known of the vertices
     * @return a program that shares the rows of this one
     */
    public LinearProgram with(Trait trait) {
        Set<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return new LinearProgram(sense, lower, upper, objective, offset, constraints, more, integers, names);
    }

    /**
     * Returns d.
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

    /**
     * Says whether theta is a score or a cost.
     *
     * @return the sense
     */
    public Sense sense() {
        return sense;
    }

    /**
     * Returns the objective that came with the program, a natural first theta: that of an MPS file, else zeros.
     *
     * @return the coefficients, length d; the caller owns the array
     */
    public double[] objective() {
        return objective.clone();
    }

    /**
     * Returns the constant h that is added to &lt;theta, y&gt; at every vertex.
     *
     * @return the offset
     */
    public double offset() {
        return offset;
    }

    /**
     * Says what is known of the vertices.
     *
     * @return the promised traits, and {@link Trait#OFFSET} where the offset is not 0
     */
    public Set<Trait> traits() {
        return traits;
    }

    /**
     * Says whether a variable takes whole values only.
     *
     * @param variable the variable, from 0 to d - 1
     * @return whether it is an integer variable
     */
    public boolean isInteger(int variable) {
        return integers.get(variable);
    }

    /**
     * Finds variables by name; only those of files have names.
     *
     * @param prefix how the names begin
     * @return the variables whose names begin so, in order
     */
    public int[] variables(String prefix) {
        return IntStream.range(0, names.size())
                .filter(i -> names.get(i).startsWith(prefix))
                .toArray();
    }

    /** The first integer variable, or -1. */
    int firstInteger() {
        return integers.nextSetBit(0);
    }

    double lower(int variable) {
        return lower[variable];
    }

    double upper(int variable) {
        return upper[variable];
    }

    List<LinearConstraint> constraints() {
        return constraints;
    }
}
