package io.dither.people;

import io.dither.error.OracleException;
import io.dither.exact.SoftPaths;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.layer.SmoothedOptimizer;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.learn.persons.Mixture.Possible;
import io.dither.perturbed.Atoms;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Query;
import java.util.List;

/**
 * What a person decides whose weights are known by their probabilities: one layer serves all weights. Probabilities are exact for each
 * of them where the oracle and the noise have an exact layer, and sampled elsewhere.
 *
 * @param fit the fit, whatever its weights
 * @param example what is decided
 */
record Deciders(Fitted fit, Observation example) {
    private double[] theta(double[] weights) {
        CostModel model = fit.model();
        return model.theta(Standardisable.of(model).standardised(weights), example.features());
    }

    /** Adds up the probabilities of coordinates, and leaves out weights whose costs have no decision. */
    void probabilities(List<Possible> possible, int samples, long seed, Tally tally) {
        if (!fit.noise().isExact(example.oracle())) {
            sample(possible, samples, seed, false, tally);
            return;
        }
        try (SmoothedOptimizer layer = fit.noise().exact(example.oracle(), fit.epsilon())) {
            for (Possible each : possible) {
                try {
                    tally.add(
                            each.share(), layer.forward(input(each, 0)).output().values());
                } catch (OracleException outside) {
                    tally.leaveOut(outside);
                }
            }
        }
    }

    /**
     * Adds up decisions: choices of one coordinate by their probabilities if these are exact, others by samples, as many of each of the
     * weights as its share of all is, and at least one.
     */
    void decisions(List<Possible> possible, int samples, long seed, Tally tally) {
        if (Criterion.isExactChoice(fit.noise(), example.oracle())) {
            Tally shares = new Tally(example.oracle().dimension());
            probabilities(possible, samples, seed, shares);
            tally.addChoices(shares.probabilities().toArray());
        } else if (fit.noise().isWalks()) {
            walk(possible, samples, seed, tally);
        } else {
            sample(possible, samples, seed, true, tally);
        }
    }

    private Input input(Possible each, int step) {
        return new Input(theta(each.weights()), new NoiseKey(step, example.key()), example.oracle());
    }

    private static int count(Possible each, int samples) {
        return (int) Math.max(1, Math.round(each.share() * samples));
    }

    private void walk(List<Possible> possible, int samples, long seed, Tally tally) {
        try (SoftPaths layer = SoftPaths.of(example.oracle(), fit.epsilon())) {
            int step = 0;
            for (Possible each : possible) {
                try {
                    List<double[]> draws = layer.draws(input(each, step++), count(each, samples), seed);
                    tally.add(each.share(), Atoms.ofDraws(draws));
                } catch (OracleException outside) {
                    tally.leaveOut(outside);
                }
            }
        }
    }

    private void sample(List<Possible> possible, int samples, long seed, boolean atoms, Tally tally) {
        try (PerturbedOptimizer layer = fit.noise()
                .sampled(example.features(), example.oracle(), fit.epsilon())
                .samples(1)
                .inexact(fit.inexact())
                .seed(seed)
                .build()) {
            int step = 0;
            for (Possible each : possible) {
                int count = count(each, samples);
                for (int r = 0; r < count; r++, step++) {
                    Query query = layer.at(input(each, step));
                    try {
                        Estimate found = (atoms ? query.atoms() : query).estimate();
                        if (atoms) {
                            tally.add(each.share() / count, found.atoms());
                        } else {
                            tally.add(each.share() / count, found.mean());
                        }
                    } catch (OracleException outside) {
                        tally.leaveOut(outside);
                    }
                }
            }
        }
    }
}
