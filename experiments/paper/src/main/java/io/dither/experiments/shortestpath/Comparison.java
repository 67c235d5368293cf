package io.dither.experiments.shortestpath;

import io.dither.error.Arguments;
import io.dither.experiments.generators.CostData;
import io.dither.experiments.generators.Generator;
import io.dither.experiments.generators.TrueRegret;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import java.util.List;

/**
 * Training and test examples, with the test regrets of baselines.
 *
 * @param data all examples, the test examples first
 * @param train the training examples: optimal paths and true costs
 * @param onTrain regrets on the training examples
 * @param onTest regrets on the test examples
 */
record Comparison(CostData data, List<Observation> train, TrueRegret onTrain, TrueRegret onTest) {
    /**
     * Draws examples, permutes them with the same seed, and takes the first as test examples.
     *
     * @param generator the generator of the examples
     * @param trainSize the number of training examples
     * @param testSize the number of test examples
     * @param seed the seed of both the draw and the split
     */
    static Comparison draw(Generator generator, int trainSize, int testSize, long seed) {
        long count = (long) trainSize + testSize;
        Arguments.require(
                count <= Integer.MAX_VALUE, "train + test = " + count + " is too large", "Maybe choose 1000 each");
        CostData data = generator.draw((int) count, seed).shuffled(seed);
        List<Observation> examples = data.observations();
        List<Observation> train = examples.subList(testSize, examples.size());
        return new Comparison(data, train, new TrueRegret(train), new TrueRegret(examples.subList(0, testSize)));
    }

    /** Returns the regret of a model on the test examples. */
    Metric testRegret(TrueRegret.Prediction prediction) {
        return onTest.normalisedRegret(prediction);
    }

    /** Returns the test regret of a model minus the test regret of another model, on the same examples. */
    Metric testDifference(TrueRegret.Prediction first, TrueRegret.Prediction second) {
        return onTest.normalised(TrueRegret.minus(onTest.regrets(first), onTest.regrets(second)));
    }

    /** Returns the test regret of the noise-free costs: no prediction from the features does better on average. */
    Metric floorRegret() {
        return onTest.normalisedRegret(data::noiseFree);
    }

    /** Returns the test regret of a constant prediction: the mean training costs for every example. */
    Metric constantRegret() {
        double[] mean = TrueRegret.meanCosts(train);
        return onTest.normalisedRegret(example -> mean);
    }
}
