package io.dither.oracles.internal.combine;

import io.dither.error.Arguments;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The map of theta to A theta + b. The vertex y is mapped back to A^T y, with the constant &lt;b, y&gt; + h(y). */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record Affine(double[][] matrix, double[] shift, int lanes) implements Transformed.Map {
    public static LinearOracle of(LinearOracle inner, double[][] matrix, double[] shift) {
        if (isDiagonal(matrix, inner.dimension())) {
            return Scaled.of(inner, diagonalOf(matrix), shift);
        }
        Arguments.require(
                inner.domain().isEverywhere(),
                "the matrix of affine is not diagonal, and the domain of the inner oracle is not everywhere ("
                        + inner.domain() + ")",
                "Maybe use a diagonal matrix, or an inner oracle whose domain is everywhere");
        Arguments.require(
                matrix.length == inner.dimension(),
                "the matrix of affine has " + matrix.length + " rows, but the inner oracle has dimension "
                        + inner.dimension(),
                "Maybe it is transposed: rows belong to the inner oracle, columns to theta");
        Arguments.atLeast("rows of the matrix of affine", matrix.length, 1);
        int dimension = Arguments.atLeast("columns of the matrix of affine", matrix[0].length, 1);
        double[][] copy = matrix.clone();
        for (int row = 0; row < copy.length; row++) {
            copy[row] = Arguments.finite("matrix[" + row + "]", matrix[row].clone(), dimension);
        }
        Affine map = new Affine(copy, Arguments.finite("shift", shift.clone(), copy.length), 1);
        return new Transformed(inner, dimension, inner.sense(), Domain.everywhere(), map.traits(inner.traits()), map);
    }

    private static boolean isDiagonal(double[][] matrix, int size) {
        boolean diagonal = matrix.length == size;
        for (int row = 0; diagonal && row < size; row++) {
            diagonal = matrix[row].length == size;
            for (int column = 0; diagonal && column < size; column++) {
                diagonal = column == row || matrix[row][column] == 0;
            }
        }
        return diagonal;
    }

    private static double[] diagonalOf(double[][] matrix) {
        double[] diagonal = new double[matrix.length];
        Arrays.setAll(diagonal, i -> matrix[i][i]);
        return diagonal;
    }

    private Set<Trait> traits(Set<Trait> inner) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.addAll(inner);
        traits.retainAll(Set.of(Trait.OFFSET, Trait.HEURISTIC));
        if (Arrays.stream(shift).anyMatch(b -> b != 0)) {
            traits.add(Trait.OFFSET);
        }
        return Set.copyOf(traits);
    }

    @Override
    public void forth(double[] theta, double[] inner) {
        for (int row = 0; row < matrix.length; row++) {
            if (lanes == 1) {
                double sum = shift[row];
                for (int i = 0; i < theta.length; i++) {
                    sum += matrix[row][i] * theta[i];
                }
                inner[row] = sum;
            } else {
                multiply(matrix[row], theta, inner, row * lanes);
            }
        }
    }

    /** Computes one row of the inner thetas of all lanes; sums have the same order as in a single lane. */
    private void multiply(double[] row, double[] thetas, double[] inner, int first) {
        Arrays.fill(inner, first, first + lanes, shift[first / lanes]);
        for (int i = 0, from = 0; i < row.length; i++) {
            double weight = row[i];
            for (int lane = 0; lane < lanes; lane++, from++) {
                inner[first + lane] += weight * thetas[from];
            }
        }
    }

    @Override
    public Transformed.Map lanes(int count) {
        return new Affine(matrix, shift, count);
    }

    @Override
    public void back(Vertex answer, Vertex vertex) {
        double[] y = vertex.dense();
        for (int k = 0; k < answer.size(); k++) {
            double[] row = matrix[answer.index(k)];
            double weight = answer.value(k);
            for (int i = 0; i < y.length; i++) {
                y[i] += weight * row[i];
            }
        }
        vertex.offset(answer.objective(shift));
    }
}
