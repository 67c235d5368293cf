package io.dither.experiments.shortestpath;

import io.dither.error.Arguments;
import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.LeastSquares;
import io.dither.experiments.learn.LinearModel;
import io.dither.experiments.roads.CostData;
import io.dither.experiments.roads.CostModel;
import io.dither.oracle.LinearOracle;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Training and test examples with the test regrets of what needs no training loop. */
final class Comparison {
    private final LinearOracle oracle;
    private final CostData train;
    private final CostData test;
    private final Regret trainRegret;
    private final Regret testRegret;

    Comparison(LinearOracle oracle, CostData train, CostData test) {
        this.oracle = oracle;
        this.train = train;
        this.test = test;
        this.trainRegret = new Regret(oracle, train.costs());
        this.testRegret = new Regret(oracle, test.costs());
    }

    /**
     * Draws examples and splits them: a permutation under the same seed gives the test examples first.
     *
     * @param model the law of the examples
     * @param oracle the oracle of the model's grid
     * @param trainSize the number of training examples
     * @param testSize the number of test examples
     * @param seed the seed of both the draw and the split
     */
    static Comparison draw(CostModel model, LinearOracle oracle, int trainSize, int testSize, long seed) {
        long examples = (long) trainSize + testSize;
        Arguments.require(
                examples <= Integer.MAX_VALUE,
                "train + test = " + examples + " is too large",
                "Maybe choose 1000 each");
        CostData all = model.draw((int) examples, seed);
        int[] order = CostModel.order((int) examples, seed);
        int[] test = Arrays.copyOf(order, testSize);
        int[] train = Arrays.copyOfRange(order, testSize, order.length);
        return new Comparison(oracle, all.select(train), all.select(test));
    }

    LinearOracle oracle() {
        return oracle;
    }

    CostData train() {
        return train;
    }

    /** Returns the regret of a model on the examples it was trained on. */
    double trainRegret(LinearModel model) {
        return trainRegret.of(model.forward(train.features()));
    }

    /** Returns the regret of a model on the test examples. */
    double testRegret(LinearModel model) {
        return testRegret.of(model.forward(test.features()));
    }

    /** Returns the test regret of the linear model with the least squared error of the training costs. */
    double leastSquares() {
        return testRegret(LeastSquares.fit(new Examples(train.features(), train.costs())));
    }

    /** Returns the test regret of the noise-free costs: no prediction from the features does better on average. */
    double floor() {
        return testRegret.of(test.noiseFree());
    }

    /** Returns the test regret of the mean training cost, the same for every example. */
    double constant() {
        DMatrixRMaj predictions = new DMatrixRMaj(test.count(), test.costs().numCols);
        double[] mean = mean(train.costs());
        for (int i = 0; i < predictions.numRows; i++) {
            System.arraycopy(mean, 0, predictions.data, i * mean.length, mean.length);
        }
        return testRegret.of(predictions);
    }

    private static double[] mean(DMatrixRMaj matrix) {
        double[] mean = new double[matrix.numCols];
        for (int i = 0; i < matrix.numRows; i++) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += matrix.get(i, j) / matrix.numRows;
            }
        }
        return mean;
    }
}
