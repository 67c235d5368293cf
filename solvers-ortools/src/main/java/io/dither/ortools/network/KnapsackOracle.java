package io.dither.ortools.network;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Trait;
import io.dither.ortools.internal.Natives;
import java.util.Arrays;
import java.util.Set;

/** The 0/1 points below capacities, all of them whole. */
final class KnapsackOracle implements LinearOracle {
    private final int items;
    private final long[][] weights;
    private final long[] capacity;

    KnapsackOracle(int items, long[][] weights, long[] capacity) {
        this.items = items;
        this.weights = weights;
        this.capacity = capacity;
    }

    long[][] weights() {
        return weights;
    }

    long[] capacity() {
        return capacity;
    }

    boolean hasWeightsOf(KnapsackOracle other) {
        return weights == other.weights || Arrays.deepEquals(weights, other.weights);
    }

    @Override
    public int dimension() {
        return items;
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE);
    }

    @Override
    public OracleSession openSession() {
        Natives.load();
        return new KnapsackSession(this);
    }
}
