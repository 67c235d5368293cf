package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.perturbed.Batch;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Rankings by a linear model with noise: standard normal features x and scores W x + sigma Z. The entries of W are normal with variance
 * 1/d, so that each score without its noise has variance 1.
 *
 * @param features d
 * @param labels k
 * @param train the number of training examples
 * @param test the number of test examples, with noise of the same level
 */
record NoiseSweep(int features, int labels, int train, int test) {
    /** The example in the key of the draws; no example has this index. */
    private static final long STREAM = -3;

    /**
     * Data and the model that made them.
     *
     * @param truth W
     * @param train the training data
     * @param test the test data
     */
    record Sample(Ranker truth, Examples train, Examples test) {}

    /** Draws data: at each level the same W, x and Z for the same seed. */
    Sample draw(double sigma, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed, 0, STREAM);
        random.startSample(0);
        Ranker truth = new Ranker(Ranker.linearModel(features, labels), new double[labels * (features + 1)]);
        for (int i = 0; i < features * labels; i++) {
            // each label has a constant after its weights, which stays 0
            truth.parameters()[i + i / features] = random.nextGaussian() / Math.sqrt(features);
        }
        return new Sample(truth, examples(truth, train, sigma, random), examples(truth, test, sigma, random));
    }

    static DMatrixRMaj gaussian(int rows, int columns, KeyedRandom random) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        Arrays.setAll(matrix.data, i -> random.nextGaussian());
        return matrix;
    }

    private Examples examples(Ranker truth, int count, double sigma, KeyedRandom random) {
        DMatrixRMaj x = gaussian(count, features, random);
        LinearOracle ranking = Oracles.ranking(labels);
        DMatrixRMaj ranks = new DMatrixRMaj(count, labels);
        for (int i = 0; i < count; i++) {
            double[] noisy = truth.scores(Batch.row(x, i));
            for (int j = 0; j < labels; j++) {
                noisy[j] += sigma * random.nextGaussian();
            }
            System.arraycopy(ranking.solve(noisy), 0, ranks.data, i * labels, labels);
        }
        return new Examples(x, ranks);
    }
}
