package io.dither.oracles.internal.simple;

import io.dither.error.Arguments;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Move;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;
import java.util.Arrays;

/** A symmetric walk on permutations. A step exchanges the ranks of any two coordinates, or two consecutive ranks. */
final class RankWalk implements Walk {
    private final int[] rank;
    /** The coordinate of each rank. */
    private final int[] holder;

    private int first;
    private int second;

    RankWalk(int dimension) {
        rank = new int[dimension];
        holder = new int[dimension];
        for (int i = 0; i < dimension; i++) {
            put(i, i);
        }
    }

    @Override
    public void begin(KeyedRandom random) {
        for (int i = rank.length - 1; i > 0; i--) {
            first = i;
            second = random.nextInt(i + 1);
            apply();
        }
    }

    @Override
    public void begin(Vertex y) {
        double[] all = Arguments.length("y", y.toArray(), rank.length);
        int[] coordinates = new int[rank.length];
        Arrays.fill(coordinates, -1);
        for (int i = 0; i < rank.length; i++) {
            int rankValue = (int) Math.rint(all[i]);
            Arguments.require(
                    rankValue >= 0 && rankValue < rank.length && coordinates[rankValue] < 0,
                    "the point has the rank " + all[i] + ", which is too high, too low or used twice",
                    "Maybe it is a point of another oracle");
            coordinates[rankValue] = i;
        }
        for (int rankValue = 0; rankValue < rank.length; rankValue++) {
            put(coordinates[rankValue], rankValue);
        }
    }

    private void put(int coordinate, int rankValue) {
        rank[coordinate] = rankValue;
        holder[rankValue] = coordinate;
    }

    @Override
    public double propose(KeyedRandom random, double[] scores, Move move) {
        move.clear();
        int n = rank.length;
        if (n == 1) {
            return Double.NEGATIVE_INFINITY;
        }
        if (random.nextLong() < 0) {
            first = random.nextInt(n);
            second = random.nextInt(n - 1);
            second += second >= first ? 1 : 0;
        } else {
            int lower = random.nextInt(n - 1);
            first = holder[lower];
            second = holder[lower + 1];
        }
        int step = rank[second] - rank[first];
        move.add(first, step);
        move.add(second, -step);
        return 0;
    }

    @Override
    public void apply() {
        int rankOfFirst = rank[first];
        put(first, rank[second]);
        put(second, rankOfFirst);
    }

    @Override
    public void write(Vertex y) {
        double[] all = y.requireDimension(rank.length).dense();
        for (int i = 0; i < rank.length; i++) {
            all[i] = rank[i];
        }
    }
}
