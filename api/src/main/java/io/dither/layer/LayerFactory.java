package io.dither.layer;

import io.dither.oracle.LinearOracle;

/** Makes layers. A text that names a layer, such as {@code perturbed:...}, is read as a factory. */
@FunctionalInterface
public interface LayerFactory {
    /**
     * Makes a layer.
     *
     * @param oracle the oracle that {@link DifferentiableLayer#oracle} returns; an {@link Input} of the layer may have
     *     another oracle
     * @param seed the seed of the layer's noise, if it has noise
     * @param threads the number of threads for a batch, at least 1
     * @return the layer; the caller closes it
     */
    DifferentiableLayer on(LinearOracle oracle, long seed, int threads);
}
