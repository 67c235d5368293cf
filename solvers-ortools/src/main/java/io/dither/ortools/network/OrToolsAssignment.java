package io.dither.ortools.network;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.Fixable;
import io.dither.oracle.capability.FixedPairs;
import io.dither.oracle.capability.Membership;
import io.dither.oracles.Oracles;
import io.dither.ortools.internal.Natives;
import java.util.Optional;
import java.util.Set;

/**
 * The linear assignment problem as an oracle of dimension rows * columns: 0/1 matrices y, row by row, that give every row (or every column, where
 * there are fewer of them) a partner of its own; solved by OR-Tools' cost-scaling LinearSumAssignment.
 *
 * <p>The solver wants whole numbers. The costs are divided by a power of two near the largest |theta|, row minima and,
 * if square, column minima are subtracted (which changes no optimum), and the remaining costs, of which the largest is
 * R, are multiplied by the largest power of two s with R s &lt;= 2^61 / (n + 1)^2, then rounded
 * to the nearest integer. The solver multiplies costs by n + 1 and adds up to 3 (n - 1) of those: this is its whole range
 * up to a factor of 4, and it cannot overflow. Here n is what the solver holds a side: max(rows, columns), or rows + columns
 * where the one is more than twice the other.
 *
 * <p>Powers of two round nothing, so whole-number costs of at most 2^53 in magnitude whose spread is at most 2^61 / (n +
 * 1)^2 are solved exactly. In general, with k = min(rows, columns) and the spread D = max theta - min theta, the value
 * of the answer is within k D ((n + 1)^2 2^-60 + 2^-51) of the optimum: for n = 100, within 9.3e-13 D. The first term is
 * k spacings 1 / s of the integers, the second the rounding of the subtractions.
 *
 * <p>Ties are broken in the same way each time. At most 46340 rows or columns; the solver holds n^2 arcs, or 2 rows columns +
 * max(rows, columns) where that is less.
 *
 * @param rows the number of rows, at least 1
 * @param columns the number of columns, at least 1
 * @param sense whether theta is a cost (minimise) or a score (maximise)
 */
public record OrToolsAssignment(int rows, int columns, Sense sense) implements Fixable, Exchangeable {
    /** Checks the sizes. */
    public OrToolsAssignment {
        Oracles.assignment(rows, columns, sense); // which refuses what cannot be
    }

    @Override
    public int dimension() {
        return rows * columns;
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM);
    }

    @Override
    public Optional<String> violation(double[] y) {
        return ((Membership) Oracles.assignment(rows, columns, sense)).violation(y);
    }

    @Override
    public LinearOracle fixing(int[] ones, int... free) {
        return new FixedPairs(this, columns, ones, free, this::openSession);
    }

    @Override
    public OracleSession openSession() {
        return openSession(new boolean[dimension()]);
    }

    private OracleSession openSession(boolean[] forbidden) {
        Natives.load();
        return new AssignmentSession(this, forbidden);
    }
}
