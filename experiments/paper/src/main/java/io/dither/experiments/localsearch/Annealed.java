package io.dither.experiments.localsearch;

import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.localsearch.ChainSettings;
import io.dither.localsearch.LocalSearchLayer;
import io.dither.localsearch.Start;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Set;

/**
 * A heuristic solver: it walks by the moves of an oracle while the temperature falls, and returns the last state.
 *
 * @param oracle the oracle
 * @param epsilon the temperature at the end
 * @param steps the number of steps of the chain
 * @param seed the seed of the chain
 */
record Annealed(LinearOracle oracle, double epsilon, int steps, long seed) implements LinearOracle {
    @Override
    public int dimension() {
        return oracle.dimension();
    }

    @Override
    public Sense sense() {
        return oracle.sense();
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.HEURISTIC);
    }

    @Override
    public OracleSession openSession() {
        // 1 chain: a burn-in of all steps, in which the temperature falls, then 1 step, whose mean is the last state
        ChainSettings settings = new ChainSettings(epsilon, 1, steps, 1, Start.ANNEALED);
        LocalSearchLayer layer = LocalSearchLayer.of(oracle, settings, seed, 1);
        return (theta, vertex) -> {
            double[] end = layer.estimate(new Input(theta, NoiseKey.ZERO, oracle))
                    .estimated()
                    .values();
            vertex.clear();
            for (int i = 0; i < end.length; i++) {
                if (end[i] != 0) {
                    vertex.add(i, end[i]);
                }
            }
            vertex.gap(Double.POSITIVE_INFINITY); // how far it is from the best solution is unknown
        };
    }
}
