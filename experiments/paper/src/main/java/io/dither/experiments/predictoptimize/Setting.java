package io.dither.experiments.predictoptimize;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.generators.CostData;
import io.dither.experiments.generators.Generator;
import io.dither.experiments.generators.TrueRegret;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One setting of a benchmark, for any number of draws.
 *
 * @param generator draws the examples
 * @param degree the degree of the costs in the features
 * @param train the number of training examples
 * @param test the number of test examples
 */
record Setting(Generator generator, int degree, int train, int test) {
    /** The name of decisions by the costs without their noise: no prediction from the features does better on average. */
    static final String FLOOR = "floor";
    /** The name of decisions by the mean training costs, the same for each example. */
    static final String CONSTANT = "constant";

    /**
     * Trains all methods on each draw; returns scores in the order of the methods, then the scores of the floor and the constant.
     */
    List<Score> scores(List<Method> methods, TrainingSettings settings, long seed, int draws, BenchmarkReport report) {
        Map<String, List<Score.DrawResult>> resultsOfMethods = new LinkedHashMap<>();
        List<Score.DrawResult> yardstick = new ArrayList<>();
        List<Method> remaining = new ArrayList<>(methods);
        for (int draw = 0; draw < draws; draw++) {
            for (Score.DrawResult result : results(remaining, settings.withSeed(seed + draw), report, yardstick)) {
                resultsOfMethods
                        .computeIfAbsent(result.method(), absent -> new ArrayList<>())
                        .add(result);
            }
        }
        return Score.of(resultsOfMethods.values(), yardstick);
    }

    /**
     * Returns the results of all methods on one draw. Methods that refuse the problem are removed; the regrets of least squares are added to
     * {@code yardstick}, with which the other methods are compared.
     */
    private List<Score.DrawResult> results(
            List<Method> methods, TrainingSettings settings, BenchmarkReport report, List<Score.DrawResult> yardstick) {
        long seed = settings.seed();
        CostData data = generator.draw(Math.addExact(train, test), seed).shuffled(seed);
        CostData testData = data.range(0, test);
        List<Observation> examples = data.range(test, test + train).observations();
        List<Observation> testSet = testData.observations();
        TrueRegret onTest = new TrueRegret(testSet);
        LinearModel model = CostData.model(examples);
        Fitted leastSquares = Methods.leastSquares().train(model, examples, settings, 0);
        double[] leastSquaresRegret = onTest.regrets(TrueRegret.Prediction.of(leastSquares));
        yardstick.add(new Score.DrawResult(Methods.LEAST_SQUARES, onTest::normalised, leastSquaresRegret, 0, 0));
        List<Score.DrawResult> results = new ArrayList<>();
        for (Method method : List.copyOf(methods)) {
            long start = System.nanoTime();
            Fitted fitted;
            try {
                fitted = method.train(model, examples, settings, 0);
            } catch (InvalidArgumentException refused) {
                methods.remove(method);
                report.leaveOut(method, String.valueOf(refused.getMessage()));
                continue;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long solves = method.solvesOf(fitted, examples.size(), settings);
            double[] regrets = onTest.regrets(TrueRegret.Prediction.of(fitted));
            results.add(new Score.DrawResult(method.id(), onTest::normalised, regrets, solves, seconds));
            report.writeResult(this, seed, results.get(results.size() - 1));
        }
        double[] floor = onTest.regrets(testData::noiseFree);
        results.add(new Score.DrawResult(FLOOR, onTest::normalised, floor, 0, 0));
        double[] mean = TrueRegret.meanCosts(examples);
        results.add(new Score.DrawResult(CONSTANT, onTest::normalised, onTest.regrets(example -> mean), 0, 0));
        return results;
    }
}
