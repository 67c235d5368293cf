package io.dither.experiments.shortestpath;

import io.dither.error.Arguments;
import io.dither.experiments.generators.CostData;
import io.dither.experiments.generators.Generator;
import io.dither.learn.diagnose.TrueRegret;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.perturbed.Batch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Training and test examples with the test regrets of what is not learnt. */
final class Comparison {
    private final List<Observation> train;
    private final Map<String, double[]> noiseFree;
    private final TrueRegret trainRegret;
    private final TrueRegret testRegret;

    private Comparison(List<Observation> train, List<Observation> test, Map<String, double[]> noiseFree) {
        this.train = train;
        this.noiseFree = noiseFree;
        this.trainRegret = new TrueRegret(train);
        this.testRegret = new TrueRegret(test);
    }

    /**
     * Draws examples and splits them: a permutation under the same seed gives the test examples first.
     *
     * @param law the law of the examples
     * @param trainSize the number of training examples
     * @param testSize the number of test examples
     * @param seed the seed of both the draw and the split
     */
    static Comparison draw(Generator law, int trainSize, int testSize, long seed) {
        long count = (long) trainSize + testSize;
        Arguments.require(
                count <= Integer.MAX_VALUE, "train + test = " + count + " is too large", "Maybe choose 1000 each");
        CostData data = law.draw((int) count, seed).shuffled(seed);
        List<Observation> all = data.observations();
        Map<String, double[]> noiseFree = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            noiseFree.put(all.get(i).id(), Batch.row(data.noiseFree(), i));
        }
        return new Comparison(all.subList(testSize, all.size()), all.subList(0, testSize), noiseFree);
    }

    /** Returns the training examples: optimal paths, with their costs. */
    List<Observation> train() {
        return train;
    }

    /** Returns the regret of a model on the examples it was trained on. */
    Metric trainRegret(TrueRegret.Prediction prediction) {
        return trainRegret.of(prediction);
    }

    /** Returns the regret of a model on the test examples. */
    Metric testRegret(TrueRegret.Prediction prediction) {
        return testRegret.of(prediction);
    }

    /** Returns the test regret of a model less that of another, on the same examples. */
    Metric testDifference(TrueRegret.Prediction one, TrueRegret.Prediction other) {
        return testRegret.share(TrueRegret.less(testRegret.each(one), testRegret.each(other)));
    }

    /** Returns the test regret of the noise-free costs: no prediction from the features does better on average. */
    Metric floor() {
        return testRegret.of(example -> Objects.requireNonNull(noiseFree.get(example.id())));
    }

    /** Returns the test regret of the mean training cost, the same for every example. */
    Metric constant() {
        double[] mean = TrueRegret.meanCosts(train);
        return testRegret.of(example -> mean);
    }
}
