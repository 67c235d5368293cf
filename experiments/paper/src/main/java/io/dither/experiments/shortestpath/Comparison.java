package io.dither.experiments.shortestpath;

import io.dither.error.Arguments;
import io.dither.experiments.roads.CostData;
import io.dither.experiments.roads.CostModel;
import io.dither.learn.Features;
import io.dither.learn.Metric;
import io.dither.learn.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Batch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Training and test examples with the test regrets of what is not learnt. */
final class Comparison {
    private final List<Observation> train;
    private final Map<String, double[]> noiseFree;
    private final Regret trainRegret;
    private final Regret testRegret;

    private Comparison(List<Observation> train, List<Observation> test, Map<String, double[]> noiseFree) {
        this.train = train;
        this.noiseFree = noiseFree;
        this.trainRegret = new Regret(train);
        this.testRegret = new Regret(test);
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
        long count = (long) trainSize + testSize;
        Arguments.require(
                count <= Integer.MAX_VALUE, "train + test = " + count + " is too large", "Maybe choose 1000 each");
        CostData data = model.draw((int) count, seed);
        List<Observation> all = new ArrayList<>();
        Map<String, double[]> noiseFree = new HashMap<>();
        for (int i : CostModel.order((int) count, seed)) {
            String id = "example " + i;
            double[] costs = Batch.row(data.costs(), i);
            Features features = Features.of(Batch.row(data.features(), i), data.features().numCols);
            all.add(Observation.of(id, features, oracle, oracle.solve(costs)).withCosts(costs));
            noiseFree.put(id, Batch.row(data.noiseFree(), i));
        }
        return new Comparison(
                List.copyOf(all.subList(testSize, all.size())), List.copyOf(all.subList(0, testSize)), noiseFree);
    }

    /** Returns the training examples: optimal paths, with their costs. */
    List<Observation> train() {
        return train;
    }

    /** Returns the regret of a model on the examples it was trained on. */
    Metric trainRegret(Prediction prediction) {
        return trainRegret.of(prediction);
    }

    /** Returns the regret of a model on the test examples. */
    Metric testRegret(Prediction prediction) {
        return testRegret.of(prediction);
    }

    /** Returns the test regret of the noise-free costs: no prediction from the features does better on average. */
    Metric floor() {
        return testRegret.of(example -> Objects.requireNonNull(noiseFree.get(example.id())));
    }

    /** Returns the test regret of the mean training cost, the same for every example. */
    Metric constant() {
        double[] mean = new double[train.get(0).costs().length];
        for (Observation one : train) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += one.costs()[j] / train.size();
            }
        }
        return testRegret.of(example -> mean);
    }
}
