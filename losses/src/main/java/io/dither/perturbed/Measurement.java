package io.dither.perturbed;

import io.dither.layer.Input;
import io.dither.perturbed.internal.engine.PassSettings;
import io.dither.perturbed.internal.engine.Perturbation;
import io.dither.perturbed.internal.engine.Plan;
import io.dither.perturbed.internal.engine.Plan.Slot;
import io.dither.perturbed.internal.engine.Problem;
import io.dither.perturbed.internal.engine.Reward;
import io.dither.perturbed.internal.statistic.ScalarMoments;
import io.dither.perturbed.internal.statistic.VectorMoments;
import java.util.List;

/**
 * The quantities to estimate at a theta. Each statistic that they need has a slot, by which it is read from the tally
 * of the samples.
 */
final class Measurement {
    final Settings settings;
    final Input input;
    final Slot<ScalarMoments> value;
    final Slot<VectorMoments> solution;
    final Slot<VectorMoments> valueGradient;
    final List<Quantity<?>> quantities;
    final Quantity.Reader<?>[] readers;
    private final Perturbation perturbation;
    private final Plan plan = new Plan();

    /** Plans the statistics; throws if a quantity cannot be estimated at the input. */
    Measurement(Settings settings, Input input, List<Quantity<?>> quantities) {
        this.settings = settings;
        this.input = input;
        this.quantities = quantities;
        Domains.check(input, settings);
        perturbation = settings.perturbation(input);
        int dimension = input.oracle().dimension();
        int perUnit = settings.sampling().samplesPerUnit();
        value = plan.collect(() -> new ScalarMoments(perUnit, Reward.VALUE));
        // with true, VectorMoments takes the mean of y dX/dtheta, the gradient of F_eps; without a slope dX/dtheta is 1
        solution = plan.collect(() -> new VectorMoments(dimension, perUnit, false));
        valueGradient =
                perturbation.hasSlope() ? plan.collect(() -> new VectorMoments(dimension, perUnit, true)) : solution;
        readers = new Quantity.Reader<?>[quantities.size()];
        Conditions conditions = new Conditions(settings, perturbation, dimension);
        for (int q = 0; q < readers.length; q++) {
            readers[q] = quantities.get(q).collect(conditions, plan);
        }
    }

    /** Returns the problem of one replicate, for the Monte Carlo loop. */
    Problem problem(PassSettings pass, int replicate) {
        return new Problem(pass, input, perturbation, settings.draws(pass, input, replicate), plan, replicate);
    }
}
