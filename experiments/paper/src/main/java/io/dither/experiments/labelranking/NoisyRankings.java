package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.perturbed.Batch;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Draws examples whose rankings come from a linear model with noise. The features x are standard normal. A ranking orders the labels by
 * the scores W x + sigma Z, where Z is standard normal. The entries of W are normal with variance 1/d, so that each score without its
 * noise has variance 1.
 *
 * @param features the number d of features
 * @param labels the number of labels
 * @param train the number of training examples
 * @param test the number of test examples; their rankings have noise of the same sigma
 */
record NoisyRankings(int features, int labels, int train, int test) {
    /**
     * Stands in a key of {@link KeyedRandom} where other draws have the index of an example. Indices are not negative, so
     * all draws are independent.
     */
    private static final long STREAM = -3;

    /**
     * Data and the model that made them.
     *
     * @param truth the model, with the weights W
     * @param train the training data
     * @param test the test data
     */
    record Sample(Ranker truth, Examples train, Examples test) {}

    /** Draws data. W, x and Z depend on the seed, but not on sigma. */
    Sample draw(double sigma, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed, 0, STREAM);
        random.startSample(0);
        Ranker truth = new Ranker(Ranker.linearModel(features, labels), new double[labels * (features + 1)]);
        for (int i = 0; i < features * labels; i++) {
            // the parameters of a label are its d weights and then a constant, which stays 0
            truth.parameters()[i + i / features] = random.nextGaussian() / Math.sqrt(features);
        }
        return new Sample(truth, examples(truth, train, sigma, random), examples(truth, test, sigma, random));
    }

    /** Draws a matrix with standard normal entries. */
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
