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
 * @param law the law of the examples
 * @param degree the degree of the costs in the features
 * @param train the number of training examples
 * @param test the number of test examples
 */
record Setting(Generator law, int degree, int train, int test) {
    /** The name of decisions by the costs without their noise: no prediction from the features does better on average. */
    static final String FLOOR = "floor";
    /** The name of decisions by the mean training costs, the same for each example. */
    static final String CONSTANT = "constant";

    /**
     * Trains all methods on each draw; returns scores in the order of the methods, then the scores of the floor and the constant.
     */
    List<Score> scores(List<Method> methods, TrainingSettings settings, long seed, int draws, BenchmarkReport report) {
        Map<String, List<Score.Draw>> drawsOfMethods = new LinkedHashMap<>();
        List<Score.Draw> yardstick = new ArrayList<>();
        List<Method> remaining = new ArrayList<>(methods);
        for (int draw = 0; draw < draws; draw++) {
            for (Score.Draw ofMethod : draw(remaining, settings.withSeed(seed + draw), report, yardstick)) {
                drawsOfMethods
                        .computeIfAbsent(ofMethod.method(), absent -> new ArrayList<>())
                        .add(ofMethod);
            }
        }
        return Score.of(drawsOfMethods.values(), yardstick);
    }

    /**
     * Returns the regrets of all methods on one draw. Methods that refuse the problem are removed; the regrets of least squares are added to
     * {@code yardstick}, with which the other methods are compared.
     */
    private List<Score.Draw> draw(
            List<Method> methods, TrainingSettings settings, BenchmarkReport report, List<Score.Draw> yardstick) {
        long seed = settings.seed();
        CostData data = law.draw(Math.addExact(train, test), seed).shuffled(seed);
        CostData testData = data.range(0, test);
        List<Observation> examples = data.range(test, test + train).observations();
        List<Observation> testSet = testData.observations();
        TrueRegret onTest = new TrueRegret(testSet);
        LinearModel model = CostData.model(examples);
        Fitted leastSquares = Methods.leastSquares().train(model, examples, settings, 0);
        double[] leastSquaresRegret = onTest.regrets(TrueRegret.Prediction.of(leastSquares));
        yardstick.add(new Score.Draw(Methods.LEAST_SQUARES, onTest::normalised, leastSquaresRegret, 0, 0));
        List<Score.Draw> regretsOfMethods = new ArrayList<>();
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
            regretsOfMethods.add(new Score.Draw(method.id(), onTest::normalised, regrets, solves, seconds));
            report.writeDraw(this, seed, regretsOfMethods.get(regretsOfMethods.size() - 1));
        }
        double[] floor = onTest.regrets(testData::noiseFree);
        regretsOfMethods.add(new Score.Draw(FLOOR, onTest::normalised, floor, 0, 0));
        double[] mean = TrueRegret.meanCosts(examples);
        regretsOfMethods.add(new Score.Draw(CONSTANT, onTest::normalised, onTest.regrets(example -> mean), 0, 0));
        return regretsOfMethods;
    }
}
