package io.dither.oracles;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.Set;

/** An oracle asked at A theta + b: y becomes A^T y, h(y) gains &lt;b, y&gt;. */
final class Affine implements LinearOracle {
    private final LinearOracle of;
    private final double[][] matrix;
    private final double[] shift;
    private final int dimension;

    Affine(LinearOracle of, double[][] matrix, double[] shift) {
        Arguments.require(
                of.domain().isEverywhere(),
                "the matrix of affine is not diagonal, and the inner oracle is right on a part of its space only ("
                        + of.domain() + ")",
                "Maybe use a diagonal matrix, or an inner oracle whose domain is everywhere");
        Arguments.require(
                matrix.length == of.dimension(),
                "the matrix of affine has " + matrix.length + " rows, but the inner oracle has dimension "
                        + of.dimension(),
                "Maybe it is transposed: rows belong to the inner oracle, columns to theta");
        this.of = of;
        this.dimension = Arguments.atLeast("columns of the matrix of affine", matrix[0].length, 1);
        this.matrix = matrix.clone();
        for (int row = 0; row < matrix.length; row++) {
            this.matrix[row] = Arguments.finite("matrix[" + row + "]", matrix[row].clone(), dimension);
        }
        this.shift = Arguments.finite("shift", shift.clone(), matrix.length);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public Sense sense() {
        return of.sense();
    }

    @Override
    public Set<Trait> traits() {
        boolean offset =
                of.traits().contains(Trait.OFFSET) || Arrays.stream(shift).anyMatch(b -> b != 0);
        boolean heuristic = of.traits().contains(Trait.HEURISTIC);
        return offset
                ? heuristic ? Set.of(Trait.OFFSET, Trait.HEURISTIC) : Set.of(Trait.OFFSET)
                : heuristic ? Set.of(Trait.HEURISTIC) : Set.of();
    }

    @Override
    public OracleSession openSession() {
        double[] mapped = new double[shift.length];
        Vertex answer = new Vertex(shift.length);
        OracleSession inner = of.openSession();
        return new OwningSession((theta, vertex) -> solve(theta, vertex, mapped, answer, inner), inner);
    }

    private void solve(double[] theta, Vertex vertex, double[] mapped, Vertex answer, OracleSession inner) {
        Thetas.check(theta, dimension);
        for (int row = 0; row < mapped.length; row++) {
            double sum = shift[row];
            for (int i = 0; i < dimension; i++) {
                sum += matrix[row][i] * theta[i];
            }
            mapped[row] = sum;
        }
        inner.solve(mapped, answer);
        double[] y = vertex.dense();
        for (int k = 0; k < answer.size(); k++) {
            double[] row = matrix[answer.index(k)];
            double weight = answer.value(k);
            for (int i = 0; i < dimension; i++) {
                y[i] += weight * row[i];
            }
        }
        vertex.offset(answer.objective(shift));
    }
}
