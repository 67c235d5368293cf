package io.dither.layer;

import io.dither.oracle.LinearOracle;

/** A layer that is not yet bound to an oracle; a text form stands for such a factory. */
@FunctionalInterface
public interface LayerFactory {
    /**
     * Binds it.
     *
     * @param oracle the oracle of inputs that bring none
     * @param seed the seed of its noise, where it has any
     * @param threads how many threads may work on a batch, at least 1
     * @return the layer; the caller closes it
     */
    DifferentiableLayer on(LinearOracle oracle, long seed, int threads);
}
