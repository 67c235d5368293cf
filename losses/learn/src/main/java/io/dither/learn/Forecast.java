package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.learn.model.Observation;
import io.dither.oracle.Vertex;
import java.io.Serializable;
import java.util.List;

/**
 * What a model says of one example.
 *
 * @param best the best decision
 * @param probabilities how often each coordinate is part of decisions, on average; of no coordinate where it is not wanted
 * @param alternatives the likeliest decisions, likeliest first; none where they are not wanted
 */
public record Forecast(Predictor.Prediction best, Vertex probabilities, List<Predictor.Alternative> alternatives)
        implements Serializable {
    /**
     * What is wanted besides the best decision.
     *
     * @param probabilities whether probabilities are
     * @param alternatives how many alternatives, from 0 to 1000
     * @param samples how many samples they are made of, at least 1
     * @param seed the seed of the noise
     */
    public record Wish(boolean probabilities, int alternatives, int samples, long seed)
            implements Cluster.Work<Forecast> {
        private static final int MOST = 1000;

        /** Requires numbers in their ranges. */
        public Wish {
            Arguments.between("alternatives", alternatives, 0, MOST);
            Arguments.atLeast("samples", samples, 1);
        }

        @Override
        public Forecast of(Observation one, Predictor predictor) {
            Predictor.Prediction best = predictor.predict(one.features(), one.oracle());
            Vertex shares = new Vertex(one.oracle().dimension());
            if (probabilities) {
                double[] mean = predictor.probabilities(one.features(), one.oracle(), samples, seed);
                for (int j = 0; j < mean.length; j++) {
                    if (mean[j] != 0) {
                        shares.add(j, mean[j]);
                    }
                }
            }
            return new Forecast(
                    best,
                    shares,
                    alternatives == 0
                            ? List.of()
                            : predictor.alternatives(one.features(), one.oracle(), alternatives, samples, seed));
        }
    }
}
