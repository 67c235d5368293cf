package io.dither.perturbed;

import io.dither.layer.Input;
import io.dither.noise.ScoredNoise;
import io.dither.perturbed.internal.engine.Perturbation;
import io.dither.perturbed.internal.engine.Plan;
import io.dither.perturbed.internal.engine.Plan.Slot;
import io.dither.perturbed.internal.engine.Problem;
import io.dither.perturbed.internal.engine.Recording;
import io.dither.perturbed.internal.engine.Reward;
import io.dither.perturbed.internal.engine.Workspaces;
import io.dither.perturbed.internal.statistic.ScalarMoments;
import io.dither.perturbed.internal.statistic.VectorMoments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One theta with the places in the tallies of all that is measured at it. */
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

    /** Refuses what cannot be had at the input. */
    Measurement(Settings settings, Input input, List<Quantity<?>> quantities) {
        this.settings = settings;
        this.input = input;
        this.quantities = quantities;
        Domains.check(input, settings);
        perturbation = settings.perturbation(input);
        int dimension = input.oracle().dimension();
        int unit = settings.sampling().unit();
        value = plan.collect(() -> new ScalarMoments(unit, Reward.VALUE));
        solution = plan.collect(() -> new VectorMoments(dimension, unit, false));
        valueGradient =
                perturbation.hasSlope() ? plan.collect(() -> new VectorMoments(dimension, unit, true)) : solution;
        readers = new Quantity.Reader<?>[quantities.size()];
        Conditions at = new Conditions(settings, perturbation, dimension);
        for (int q = 0; q < readers.length; q++) {
            readers[q] = quantities.get(q).collect(at, plan);
        }
    }

    /** Makes the problem of one replicate for the loop. */
    Problem problem(Workspaces workspaces, int replicate, @Nullable Recording known) {
        ScoredNoise score = plan.needsScore() && settings.noise() instanceof ScoredNoise scored ? scored : null;
        StoppingRule rule = settings.stopping();
        return new Problem(
                input,
                perturbation,
                settings.draws(input, replicate),
                score,
                workspaces,
                plan,
                settings.seed(),
                replicate,
                settings.inexact(),
                rule == null ? null : new Adaptive(rule, this),
                known);
    }
}
