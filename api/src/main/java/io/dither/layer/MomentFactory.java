package io.dither.layer;

import io.dither.oracle.LinearOracle;
import java.util.List;

/**
 * A capability: an equation of decisions without a value, simulated by what its key fixes. A fit looks for its root by full batches as for
 * simulated moments, and has standard errors if its simulations are worth them.
 */
public interface MomentFactory extends LossFactory {
    /**
     * Returns the amplitude of what is simulated.
     *
     * @return epsilon, above 0, in the units of theta
     */
    double epsilon();

    /**
     * Returns the same with more simulations per example, or fewer.
     *
     * @param times how many times as many, above 0; at least one is left
     * @return the factory
     */
    MomentFactory times(double times);

    /** {@return whether a simulation goes on from that of the step before, so that another process cannot continue a fit} */
    default boolean remembers() {
        return false;
    }

    /**
     * Looks whether simulations near the root forget where they begin, and are worth standard errors.
     *
     * @param examples some of the examples, at the root; at least one
     * @param seed the seed of the fit
     * @return what was seen
     */
    Mixing mixing(List<Example<Decision>> examples, long seed);

    @Override
    EstimatingEquation<Decision> on(LinearOracle oracle, long seed, int threads);
}
