package io.dither.learn.people;

import io.dither.error.OracleException;
import io.dither.exact.ExactOptimizer;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.tastes.FittedPersons.Possible;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.perturbed.Query;
import java.util.List;

/**
 * What a person decides whose weights are known by their probabilities: one layer serves all weights. Probabilities are exact for each
 * of them where the oracle and the noise have an exact layer, and sampled elsewhere.
 *
 * @param one the fit, whatever its weights
 * @param example what is decided
 */
record Deciders(Fitted one, Observation example) {
    /** Returns whether probabilities are exact for each of the weights. */
    boolean areExact() {
        NoiseModel noise = one.noise();
        return !noise.multiplicative()
                && noise.shapePerLength() == 0
                && ExactOptimizer.isAvailable(example.oracle(), noise.noise());
    }

    private double[] theta(double[] weights) {
        CostModel model = one.model();
        return model.theta(model.standardised(weights), example.features());
    }

    /** Adds up the probabilities of coordinates, and leaves out weights whose costs have no decision. */
    void probabilities(List<Possible> possible, int samples, long seed, Tally tally) {
        if (!areExact()) {
            sample(possible, samples, seed, false, tally);
            return;
        }
        ExactOptimizer layer = ExactOptimizer.of(example.oracle(), one.noise().noise(), one.epsilon());
        for (Possible each : possible) {
            try {
                tally.add(each.share(), layer.mean(theta(each.weights())));
            } catch (OracleException outside) {
                tally.leaveOut(outside);
            }
        }
    }

    /** Adds up sampled decisions, with as many samples of each of the weights as its share of all is, and at least one. */
    void decisions(List<Possible> possible, int samples, long seed, Tally tally) {
        sample(possible, samples, seed, true, tally);
    }

    private void sample(List<Possible> possible, int samples, long seed, boolean atoms, Tally tally) {
        LinearOracle oracle = example.oracle();
        PerturbedOptimizerBuilder builder = PerturbedOptimizer.builder(oracle)
                .epsilon(one.epsilon())
                .samples(1)
                .inexact(one.inexact())
                .seed(seed);
        NoiseModel noise = one.noise();
        try (PerturbedOptimizer layer = (noise.multiplicative()
                        ? builder.multiplicative()
                        : builder.noise(noise.on(example.features())))
                .build()) {
            int step = 0;
            for (Possible each : possible) {
                long count = Math.max(1, Math.round(each.share() * samples));
                double[] theta = theta(each.weights());
                for (long r = 0; r < count; r++, step++) {
                    Query query = layer.at(new Input(theta, new NoiseKey(step, example.key()), oracle));
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
