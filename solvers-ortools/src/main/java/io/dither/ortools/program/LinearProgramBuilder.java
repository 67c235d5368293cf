package io.dither.ortools.program;

import io.dither.error.Arguments;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Builds a {@link LinearProgram}: first its variables, then its constraints. Every method copies its arrays, and throws
 * {@link io.dither.error.InvalidArgumentException} if bounds are NaN, swapped or infinite on the wrong side.
 */
public final class LinearProgramBuilder {
    /** Arrays of this length already take gigabytes. */
    private static final int MAX_VARIABLES = 100_000_000;

    final Sense sense;
    final List<LinearConstraint> constraints = new ArrayList<>();
    final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    /** The number of variables so far; the arrays of bounds may be longer. */
    int size;

    double[] lower = new double[0];
    double[] upper = new double[0];
    /** The objective of the first variables; 0 for later variables. */
    double[] objective = new double[0];

    double offset;
    final BitSet integers = new BitSet();
    List<String> names = List.of();
    List<String> rowNames = List.of();

    LinearProgramBuilder(Sense sense) {
        this.sense = sense;
    }

    /**
     * Adds the next variable.
     *
     * @param lowerBound the lower bound of the variable, possibly negative infinity
     * @param upperBound the upper bound of the variable, possibly infinity
     * @return this builder
     */
    public LinearProgramBuilder variable(double lowerBound, double upperBound) {
        return variables(1, lowerBound, upperBound);
    }

    /**
     * Adds variables with the same bounds.
     *
     * @param count the number of variables, at least 1
     * @param lowerBound their lower bound, possibly negative infinity
     * @param upperBound their upper bound, possibly infinity
     * @return this builder
     */
    public LinearProgramBuilder variables(int count, double lowerBound, double upperBound) {
        Arguments.atLeast("count", count, 1);
        Arguments.require(
                count <= MAX_VARIABLES - size,
                "count = " + count + " makes " + ((long) size + count) + " variables, above " + MAX_VARIABLES,
                "Maybe it is not a count");
        requireInterval("variable " + size, lowerBound, upperBound);
        if (size + count > lower.length) {
            int capacity = Math.max(size + count, 2 * size);
            lower = Arrays.copyOf(lower, capacity);
            upper = Arrays.copyOf(upper, capacity);
        }
        Arrays.fill(lower, size, size + count, lowerBound);
        Arrays.fill(upper, size, size + count, upperBound);
        size += count;
        return this;
    }

    /**
     * Adds integer variables with the same bounds, for {@link OrToolsMip}.
     *
     * @param count the number of variables, at least 1
     * @param lowerBound their lower bound, possibly negative infinity; rounded up
     * @param upperBound their upper bound, possibly infinity; rounded down
     * @return this builder
     */
    public LinearProgramBuilder integers(int count, double lowerBound, double upperBound) {
        int first = size;
        variables(count, Math.ceil(lowerBound), Math.floor(upperBound));
        integers.set(first, size);
        return this;
    }

    /** Names all variables and rows. */
    LinearProgramBuilder names(List<String> variables, List<String> rows) {
        names = variables;
        rowNames = rows;
        return this;
    }

    /**
     * Adds a row lower &lt;= &lt;coefficients, y&gt; &lt;= upper; equal bounds make an equation.
     *
     * @param lowerBound the lower bound, possibly negative infinity
     * @param coefficients one finite coefficient for each variable added so far
     * @param upperBound the upper bound, possibly infinity
     * @return this builder
     */
    public LinearProgramBuilder constraint(double lowerBound, double[] coefficients, double upperBound) {
        Arguments.finite("coefficients", coefficients, size);
        int stored = 0;
        int[] indices = new int[size];
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            if (coefficients[i] != 0) {
                indices[stored] = i;
                values[stored++] = coefficients[i];
            }
        }
        return constraint(lowerBound, Arrays.copyOf(indices, stored), Arrays.copyOf(values, stored), upperBound);
    }

    /**
     * Adds a sparse row lower &lt;= sum of coefficients[k] y[indices[k]] &lt;= upper.
     *
     * @param lowerBound the lower bound, possibly negative infinity
     * @param indices variables added so far, each at most once
     * @param coefficients one finite coefficient for each index
     * @param upperBound the upper bound, possibly infinity
     * @return this builder
     */
    public LinearProgramBuilder constraint(double lowerBound, int[] indices, double[] coefficients, double upperBound) {
        requireInterval("constraint " + constraints.size(), lowerBound, upperBound);
        Arguments.finite("coefficients", coefficients, indices.length);
        BitSet used = new BitSet(size);
        for (int index : indices) {
            Arguments.require(
                    index >= 0 && index < size && !used.get(index),
                    "index " + index + " of constraint " + constraints.size()
                            + (index >= 0 && index < size
                                    ? " is given twice"
                                    : " is not one of the " + size + " variables"),
                    "Maybe add the variables first, counted from 0, and sum coefficients of the same variable");
            used.set(index);
        }
        constraints.add(new LinearConstraint(lowerBound, indices.clone(), coefficients.clone(), upperBound));
        return this;
    }

    /**
     * Sets the objective that {@link LinearProgram#objective()} returns. Solves replace it by theta; only variables
     * that are not coordinates (possible with {@link OrToolsMip}) keep these coefficients.
     *
     * @param coefficients one finite coefficient for each variable added so far
     * @return this builder
     */
    public LinearProgramBuilder objective(double... coefficients) {
        objective = Arguments.finite("objective", coefficients, size).clone();
        return this;
    }

    /**
     * Sets a constant that is added to &lt;theta, y&gt; at every vertex.
     *
     * @param constant the constant, finite
     * @return this builder
     */
    public LinearProgramBuilder offset(double constant) {
        Arguments.require(Double.isFinite(constant), "offset = " + constant + " is not finite", "Maybe choose 0");
        offset = constant;
        return this;
    }

    /**
     * Promises a property of all vertices, because the solver cannot derive it from the program: {@link Trait#ZERO_ONE}
     * for a 0/1 polytope (paths, matchings, any totally unimodular program), or {@link Trait#CONSTANT_SUM}. Answers of
     * a 0/1 program are rounded to exact zeros and ones; a value further than 1e-6 ({@link OrToolsLp}) or 1e-5 ({@link
     * OrToolsMip}) from both is an error.
     *
     * @param trait ZERO_ONE or CONSTANT_SUM
     * @return this builder
     */
    public LinearProgramBuilder promise(Trait trait) {
        Arguments.require(
                trait == Trait.ZERO_ONE || trait == Trait.CONSTANT_SUM,
                "trait = " + trait + " is not a promise about the vertices of a linear program",
                "Maybe ZERO_ONE or CONSTANT_SUM");
        traits.add(trait);
        return this;
    }

    /**
     * Builds the program. The first solve finds out whether it has a feasible point.
     *
     * @return the program
     */
    public LinearProgram build() {
        Arguments.require(size > 0, "variables = 0: the program is empty", "Maybe add a variable first");
        return LinearProgram.of(this);
    }

    static void requireInterval(String owner, double lowerBound, double upperBound) {
        Arguments.require(
                lowerBound <= upperBound
                        && lowerBound < Double.POSITIVE_INFINITY
                        && upperBound > Double.NEGATIVE_INFINITY,
                "the bounds [" + lowerBound + ", " + upperBound + "] of " + owner + " are not an interval",
                "Maybe they are swapped, or one of them is NaN");
    }
}
