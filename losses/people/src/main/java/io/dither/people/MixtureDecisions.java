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
import io.dither.learn.persons.Mixture.PossibleWeights;
import io.dither.perturbed.Atoms;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Query;
import java.util.List;

/**
 * Predicts the decisions of a person whose weights have a discrete distribution. Each vector of weights with its
 * probability is a taste; one layer serves all tastes. Probabilities of coordinates are exact if the oracle and the
 * noise have an exact layer, and sampled otherwise. If decisions are walks, these probabilities are always exact: an
 * oracle without a graph to walk on is refused.
 *
 * @param fit the fit; its own weights are not used
 * @param example the example to decide
 */
record MixtureDecisions(Fitted fit, Observation example) {
    private double[] theta(double[] weights) {
        CostModel model = fit.model();
        return model.theta(Standardisable.of(model).standardised(weights), example.features());
    }

    /** Adds the probabilities of coordinates to a tally; tastes whose costs are outside the oracle's domain are left out. */
    void addProbabilities(List<PossibleWeights> possible, int samples, long seed, Tally tally) {
        if (!fit.noise().isWalks() && !fit.noise().hasClosedForm(example.oracle())) {
            sample(possible, samples, seed, false, tally);
            return;
        }
        // the layer is exact, so the step that selects the noise (0) has no effect
        try (SmoothedOptimizer layer = fit.noise().exactLayer(example.oracle(), fit.epsilon())) {
            for (PossibleWeights taste : possible) {
                try {
                    tally.add(
                            taste.probability(),
                            layer.forward(input(taste, 0)).output().values());
                } catch (OracleException outside) {
                    tally.leaveOut(outside);
                }
            }
        }
    }

    /**
     * Adds decisions with their probabilities to a tally. If a decision chooses one coordinate, and the noise gives
     * exact probabilities of the coordinates, then these are the probabilities of decisions. Other decisions are
     * sampled: each taste gets a number of samples in proportion to its probability, but at least one.
     */
    void addDecisions(List<PossibleWeights> possible, int samples, long seed, Tally tally) {
        if (Criterion.isExactChoice(fit.noise(), example.oracle())) {
            Tally coordinates = new Tally(example.oracle().dimension());
            addProbabilities(possible, samples, seed, coordinates);
            tally.addChoices(coordinates.probabilities().toArray());
        } else if (fit.noise().isWalks()) {
            walk(possible, samples, seed, tally);
        } else {
            sample(possible, samples, seed, true, tally);
        }
    }

    /** Returns the example with the costs of this taste; {@code step} selects the noise. */
    private Input input(PossibleWeights taste, int step) {
        return new Input(theta(taste.weights()), new NoiseKey(step, example.key()), example.oracle());
    }

    /** Returns how many of the samples this taste gets. */
    private static int sampleCount(PossibleWeights taste, int samples) {
        return (int) Math.max(1, Math.round(taste.probability() * samples));
    }

    /** Adds decisions that are drawn as random walks. */
    private void walk(List<PossibleWeights> possible, int samples, long seed, Tally tally) {
        try (SoftPaths layer = SoftPaths.of(example.oracle(), fit.epsilon())) {
            int step = 0;
            for (PossibleWeights taste : possible) {
                try {
                    List<double[]> draws = layer.draws(input(taste, step++), sampleCount(taste, samples), seed);
                    tally.add(taste.probability(), Atoms.ofDraws(draws));
                } catch (OracleException outside) {
                    tally.leaveOut(outside);
                }
            }
        }
    }

    /**
     * Samples decisions. With atoms, adds the decisions and their shares of the samples to a tally; without atoms, adds
     * the probabilities of coordinates.
     */
    private void sample(List<PossibleWeights> possible, int samples, long seed, boolean withAtoms, Tally tally) {
        try (PerturbedOptimizer layer = fit.noise()
                .samplingBuilder(example.features(), example.oracle(), fit.epsilon())
                .samples(1) // each sample is a query with its own step
                .inexact(fit.inexact())
                .seed(seed)
                .build()) {
            int step = 0;
            for (PossibleWeights taste : possible) {
                int count = sampleCount(taste, samples);
                for (int r = 0; r < count; r++, step++) {
                    Query query = layer.at(input(taste, step));
                    try {
                        Estimate estimate = (withAtoms ? query.atoms() : query).estimate();
                        if (withAtoms) {
                            tally.add(taste.probability() / count, estimate.atoms());
                        } else {
                            tally.add(taste.probability() / count, estimate.mean());
                        }
                    } catch (OracleException outside) {
                        tally.leaveOut(outside);
                    }
                }
            }
        }
    }
}
