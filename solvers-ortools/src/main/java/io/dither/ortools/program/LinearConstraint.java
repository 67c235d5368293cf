package io.dither.ortools.program;

/**
 * One row of a linear program: lower &lt;= sum of coefficients[k] y[indices[k]] &lt;= upper, where y has the values of
 * the variables, and the sum is over all k.
 *
 * @param lower the lower bound, possibly negative infinity
 * @param indices the variables, each once; read only
 * @param coefficients their coefficients, finite; read only
 * @param upper the upper bound, possibly infinity
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record LinearConstraint(double lower, int[] indices, double[] coefficients, double upper) {}
