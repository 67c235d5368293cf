package io.dither.layer;

import io.dither.oracle.LinearOracle;

/** A loss, or an equation, that is not yet bound to an oracle: what its text form stands for, such as {@code
 * (oracle, seed, threads) -> new MyLoss(oracle)}. */
@FunctionalInterface
public interface LossFactory {
    /**
     * Binds it.
     *
     * @param oracle the oracle of examples that bring none
     * @param seed the seed of its noise, where it has any
     * @param threads how many threads may work on a batch, at least 1
     * @return the loss; the caller closes it
     */
    EstimatingEquation<?> on(LinearOracle oracle, long seed, int threads);
}
