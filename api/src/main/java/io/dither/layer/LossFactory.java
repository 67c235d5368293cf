package io.dither.layer;

import io.dither.oracle.LinearOracle;
import java.util.Optional;

/**
 * A loss, or an equation, that is not yet bound to an oracle. In Java it may be a lambda, such as {@code (oracle, seed,
 * threads) -> new MyLoss(oracle)}; users write a text, such as {@code spo-plus}.
 */
@FunctionalInterface
public interface LossFactory {
    /**
     * Makes the loss.
     *
     * @param oracle the oracle to which the loss is bound; an example may have another oracle
     * @param seed the seed of the noise of the loss, if it has noise
     * @param threads the number of threads for a batch, at least 1
     * @return the loss or the equation; the caller closes it
     */
    EstimatingEquation<?> on(LinearOracle oracle, long seed, int threads);

    /**
     * Finds a capability, such as {@link LikelihoodFactory}, {@link MomentFactory} or {@link HistoryLossFactory}. A
     * factory that wraps another factory should override this method and pass the request to it.
     *
     * @param capability the type of the capability
     * @param <C> the capability
     * @return this factory (or the wrapped one) as that type, or empty if it does not have the capability
     */
    default <C extends LossFactory> Optional<C> as(Class<C> capability) {
        return capability.isInstance(this) ? Optional.of(capability.cast(this)) : Optional.empty();
    }

    /**
     * {@return the type of the targets from which the loss learns: {@link Decision} or {@link Costs}}
     *
     * @param oracle the oracle of any example
     */
    default Class<? extends Target> targetType(LinearOracle oracle) {
        // seed 0 and one thread: the type does not depend on them
        try (EstimatingEquation<?> bound = on(oracle, 0, 1)) {
            return bound.targetType();
        }
    }
}
