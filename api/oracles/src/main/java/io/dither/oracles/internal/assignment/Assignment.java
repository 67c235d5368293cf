package io.dither.oracles.internal.assignment;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.Fixable;
import io.dither.oracle.capability.FixedPairs;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Walk;
import io.dither.oracles.internal.OwningSession;
import java.util.Optional;
import java.util.Set;

/**
 * The 0/1 matrices, row by row, that assign each row a different column (or each column a different row, if there are
 * fewer columns).
 *
 * <p>If sums of thetas could overflow, all thetas are divided by a power of two; this loses only digits far below the
 * rounding error of the largest theta.
 *
 * @param rows the number of rows
 * @param columns the number of columns; rows and columns may be exchanged, see {@link Exchangeable#columns()}
 * @param sense whether theta is a cost or a score
 */
public record Assignment(int rows, int columns, Sense sense) implements Fixable, Neighbourhood, Exchangeable {
    /** Sums of costs up to this magnitude do not overflow. */
    private static final double LARGE = 0x1p900;

    /** The tolerance of coordinates of points that other solvers found. */
    private static final double ROUNDING = 1e-6;
    /** The largest number of rows or columns, whose square fits into an int. */
    private static final int MAX_SIZE = 46_340;

    /** Forbids no pair. */
    private static final boolean[] NONE = {};

    public static Assignment of(int rows, int columns, Sense sense) {
        return new Assignment(checkedSize("rows", rows), checkedSize("cols", columns), sense);
    }

    private static int checkedSize(String name, int size) {
        Arguments.atLeast(name, size, 1);
        Arguments.require(
                size <= MAX_SIZE, name + " = " + size + " is too large", "Maybe choose " + MAX_SIZE + " or less");
        return size;
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
        if (y.length != dimension()) {
            return Optional.of("it has " + y.length + " coordinates, not " + dimension());
        }
        int[] partnersOfRow = new int[rows];
        int[] partnersOfColumn = new int[columns];
        for (int k = 0; k < y.length; k++) {
            long entry = Math.round(y[k]);
            if (Math.abs(y[k] - entry) > ROUNDING || entry < 0 || entry > 1) {
                return Optional.of("y[" + k + "] = " + y[k] + " is neither 0 nor 1");
            }
            partnersOfRow[k / columns] += (int) entry;
            partnersOfColumn[k % columns] += (int) entry;
        }
        return violation("row", partnersOfRow, rows <= columns)
                .or(() -> violation("column", partnersOfColumn, columns <= rows));
    }

    /** Looks for a row or column with a wrong number of partners. */
    private static Optional<String> violation(String kind, int[] partners, boolean needsPartner) {
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] > 1 || (partners[i] == 0 && needsPartner)) {
                return Optional.of(
                        kind + " " + i + " has " + (partners[i] == 0 ? "no partner" : partners[i] + " partners"));
            }
        }
        return Optional.empty();
    }

    @Override
    public LinearOracle fixing(int[] ones, int... free) {
        // FixedPairs finds the forbidden pairs, and opens sessions by openSession(forbidden)
        return new FixedPairs(this, columns, ones, free, this::openSession);
    }

    @Override
    public Walk walk() {
        return new PairWalk(this);
    }

    @Override
    public OracleSession openSession() {
        return openSession(NONE);
    }

    /**
     * Opens a session that does not use some pairs.
     *
     * @param forbidden true for the coordinate of each forbidden pair, length rows * columns, or empty to forbid none;
     *     must not be changed later
     */
    public OracleSession openSession(boolean[] forbidden) {
        JonkerVolgenant solver = new JonkerVolgenant(Math.min(rows, columns), Math.max(rows, columns));
        // no session is owned: OwningSession only makes solves fail after close
        return new OwningSession((theta, vertex) -> {
            // if a length is wrong, Thetas.check throws; the numbers are checked in partners, which reads them anyway
            if (theta.length != dimension() || vertex.dimension() != dimension()) {
                Thetas.check(theta, vertex, dimension());
            }
            int[] partner = partners(theta, solver, forbidden);
            vertex.clear();
            for (int i = 0; i < partner.length; i++) {
                vertex.add(coordinateOf(i, partner[i]), 1);
            }
        });
    }

    /** Finds the partners of the rows, or of the columns if there are fewer, without the forbidden pairs. */
    private int[] partners(double[] theta, JonkerVolgenant solver, boolean[] forbidden) {
        // fill copies theta and returns the largest |theta_i|. The solver needs at least as many columns as rows, so
        // rows and columns may be exchanged. It minimises: -sign is 1 for costs, and -1 for scores
        double largestMagnitude = solver.fill(theta, rows > columns, -sense.sign());
        if (!Double.isFinite(largestMagnitude)) {
            // throws, and names the coordinate
            Thetas.check(theta, dimension());
        }
        if (largestMagnitude > LARGE) {
            solver.scale(1 / LARGE);
        }
        for (int k = 0; k < forbidden.length; k++) {
            if (forbidden[k]) {
                int row = k / columns;
                int column = k % columns;
                if (rows > columns) {
                    solver.forbid(column, row);
                } else {
                    solver.forbid(row, column);
                }
            }
        }
        return solver.solve();
    }

    /** Returns the coordinate of the pair of a row (or of a column if there are fewer columns) and its partner. */
    int coordinateOf(int i, int partner) {
        return rows > columns ? partner * columns + i : i * columns + partner;
    }
}
