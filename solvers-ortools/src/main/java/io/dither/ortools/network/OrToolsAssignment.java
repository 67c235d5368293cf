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
 * The linear assignment problem as an oracle of dimension rows * columns. y is a 0/1 matrix, row by row, that gives
 * each row (or each column, if there are fewer) a partner of its own. OR-Tools' cost-scaling LinearSumAssignment solves
 * it.
 *
 * <p>The solver needs whole numbers. Costs are divided by a power of two near the largest |theta|. Row minima and, in
 * square problems, column minima are subtracted, which changes no optimum. If R is the largest remaining cost, costs
 * are multiplied by the largest power of two s with R s &lt;= 2^61 / (n + 1)^2, and rounded to integers. The solver
 * multiplies costs by n + 1 and adds up to 3 (n - 1) of them, which cannot overflow. Here n is the number of nodes on
 * each side: max(rows, columns), or rows + columns if one is more than twice the other.
 *
 * <p>Powers of two do not round, so whole costs of at most 2^53 in magnitude, with a spread of at most 2^61 / (n +
 * 1)^2, are solved exactly. In general, with k = min(rows, columns) and the spread D = max theta - min theta, the value
 * of the answer is within k D ((n + 1)^2 2^-60 + 2^-51) of the optimum: for n = 100, within 9.3e-13 D. The first term
 * is k spacings 1 / s of the integers, the second the rounding of the subtractions.
 *
 * <p>Ties are always broken in the same way. There are at most 46340 rows or columns. The solver has n^2 arcs, or 2
 * rows columns + max(rows, columns) if that is less.
 *
 * @param rows the number of rows, at least 1
 * @param columns the number of columns, at least 1
 * @param sense whether theta is a cost (minimise) or a score (maximise)
 */
public record OrToolsAssignment(int rows, int columns, Sense sense) implements Fixable, Exchangeable {
    /** Requires sizes in their range. */
    public OrToolsAssignment {
        Oracles.assignment(rows, columns, sense); // throws if a size is wrong
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
