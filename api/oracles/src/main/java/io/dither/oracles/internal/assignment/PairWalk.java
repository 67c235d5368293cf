package io.dither.oracles.internal.assignment;

import io.dither.error.Arguments;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Move;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;
import java.util.Arrays;

/**
 * A walk on assignments: a row moves to another column, and the row of that column, if any, takes the vacated column.
 * The walk is symmetric: the opposite of a move is as probable as the move.
 */
final class PairWalk implements Walk {
    private static final int NOBODY = -1;

    private final Assignment oracle;
    /** The partner of each row, or of each column if there are fewer columns. */
    private final int[] partner;

    /** The inverse of {@code partner}; {@link #NOBODY} for a column that no row has. */
    private final int[] holder;

    /** The row that moves in the last proposal; a column if there are fewer columns. */
    private int row;

    /** The column that this row takes; the row that had it takes the vacated column. */
    private int target;

    PairWalk(Assignment oracle) {
        this.oracle = oracle;
        partner = new int[Math.min(oracle.rows(), oracle.columns())];
        holder = new int[Math.max(oracle.rows(), oracle.columns())];
        pairEachWithItself();
    }

    private void pairEachWithItself() {
        Arrays.fill(holder, NOBODY);
        for (int i = 0; i < partner.length; i++) {
            put(i, i);
        }
    }

    @Override
    public void begin(KeyedRandom random) {
        pairEachWithItself();
        for (int i = 0; i < partner.length; i++) {
            row = i;
            target = random.nextInt(holder.length);
            apply();
        }
    }

    @Override
    public void begin(Vertex y) {
        double[] coordinates = Arguments.length("y", y.toArray(), oracle.dimension());
        int[] partners = new int[partner.length];
        boolean[] taken = new boolean[holder.length];
        Arrays.fill(partners, NOBODY);
        int ones = 0;
        int disjointPairs = 0;
        for (int k = 0; k < coordinates.length; k++) {
            if (coordinates[k] > 0.5) {
                boolean isTransposed = oracle.rows() > oracle.columns();
                int i = isTransposed ? k % oracle.columns() : k / oracle.columns();
                int j = isTransposed ? k / oracle.columns() : k % oracle.columns();
                ones++;
                disjointPairs += partners[i] == NOBODY && !taken[j] ? 1 : 0;
                partners[i] = j;
                taken[j] = true;
            }
        }
        Arguments.require(
                ones == partner.length && disjointPairs == ones,
                "the point has " + ones + " pairs, " + disjointPairs + " of which are disjoint, not " + partner.length,
                "Maybe it is a point of another oracle");
        Arrays.fill(holder, NOBODY);
        for (int i = 0; i < partners.length; i++) {
            put(i, partners[i]);
        }
    }

    private void put(int i, int j) {
        partner[i] = j;
        holder[j] = i;
    }

    @Override
    public double propose(KeyedRandom random, double[] scores, Move move) {
        move.clear();
        row = random.nextInt(partner.length);
        target = random.nextInt(holder.length);
        int vacated = partner[row];
        if (vacated == target) {
            return Double.NEGATIVE_INFINITY; // the row already has this column: no move
        }
        // the coordinates of y that change, with their changes
        move.add(oracle.coordinateOf(row, vacated), -1);
        move.add(oracle.coordinateOf(row, target), 1);
        int displaced = holder[target];
        if (displaced != NOBODY) {
            move.add(oracle.coordinateOf(displaced, target), -1);
            move.add(oracle.coordinateOf(displaced, vacated), 1);
        }
        return 0; // the log of the probability of the opposite move divided by the probability of this move
    }

    @Override
    public void apply() {
        int vacated = partner[row];
        int displaced = holder[target];
        holder[vacated] = NOBODY;
        if (displaced != NOBODY) {
            put(displaced, vacated);
        }
        put(row, target);
    }

    @Override
    public void write(Vertex y) {
        y.requireDimension(oracle.dimension()).clear();
        for (int i = 0; i < partner.length; i++) {
            y.add(oracle.coordinateOf(i, partner[i]), 1);
        }
    }
}
