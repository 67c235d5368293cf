package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.learn.model.Observation;
import io.dither.oracle.Vertex;
import java.io.Serializable;
import java.util.List;

/**
 * The forecast of a model for an example.
 *
 * @param best the best decision
 * @param probabilities the mean decision under the noise; for coordinates of 0 or 1, the mean is the probability of 1;
 * all 0 if not requested
 * @param alternatives the most probable decisions, the most probable first; empty if not requested
 */
public record Forecast(Predictor.Prediction best, Vertex probabilities, List<Predictor.Alternative> alternatives)
        implements Serializable {
    /**
     * Specifies what a forecast has besides the best decision.
     *
     * @param probabilities whether the forecast has probabilities
     * @param alternatives the number of alternatives, from 0 to 1000
     * @param samples the number of samples from which probabilities and alternatives are estimated if they have no
     * closed form, at least 1
     * @param seed the seed of the noise
     */
    public record Request(boolean probabilities, int alternatives, int samples, long seed)
            implements Cluster.Work<Forecast> {
        private static final int MAX_ALTERNATIVES = 1000;

        /** Requires that the numbers of alternatives and samples are in their ranges. */
        public Request {
            Arguments.between("alternatives", alternatives, 0, MAX_ALTERNATIVES);
            Arguments.atLeast("samples", samples, 1);
        }

        @Override
        public Forecast of(Observation observation, Predictor predictor) {
            Predictor.Prediction best = predictor.predict(observation.features(), observation.oracle());
            Vertex means = new Vertex(observation.oracle().dimension());
            if (probabilities) {
                double[] mean = predictor.probabilities(observation.features(), observation.oracle(), samples, seed);
                for (int j = 0; j < mean.length; j++) {
                    if (mean[j] != 0) {
                        means.add(j, mean[j]);
                    }
                }
            }
            return new Forecast(
                    best,
                    means,
                    alternatives == 0
                            ? List.of()
                            : predictor.alternatives(
                                    observation.features(), observation.oracle(), alternatives, samples, seed));
        }
    }
}
