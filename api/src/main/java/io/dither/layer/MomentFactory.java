package io.dither.layer;

import io.dither.oracle.LinearOracle;
import java.util.List;

/**
 * A capability of a loss factory, found by {@link LossFactory#as}: the factory makes an estimating equation of
 * decisions without the value of a loss. The equation is estimated by simulation, with noise from the key of each
 * example. A fit without epochs solves the equation on full batches, as in the method of simulated moments, and has
 * standard errors only if the simulations mix well enough. A fit with epochs steps along the equation in mini-batches.
 */
public interface MomentFactory extends LossFactory {
    /**
     * Returns the amplitude of the simulated noise.
     *
     * @return epsilon, above 0, in the units of theta
     */
    double epsilon();

    /**
     * Returns the same factory with another number of simulations per example.
     *
     * @param factor the factor by which the number of simulations is multiplied, above 0; at least one simulation
     *     remains
     * @return the factory
     */
    MomentFactory withSimulationsTimes(double factor);

    /**
     * {@return whether each step of a fit continues the simulations of the step before. Their state is not saved, so
     * that such a fit can neither continue from a checkpoint nor have examples on other machines}
     */
    default boolean continuesSimulations() {
        return false;
    }

    /**
     * Diagnoses whether simulations near the root of the equation forget their starting points. A fit has standard
     * errors only if they do.
     *
     * @param examples a sample of the examples, with their thetas at the root; at least one
     * @param seed the seed of the fit
     * @return the diagnostics
     */
    Mixing mixing(List<Example<Decision>> examples, long seed);

    @Override
    EstimatingEquation<Decision> on(LinearOracle oracle, long seed, int threads);
}
