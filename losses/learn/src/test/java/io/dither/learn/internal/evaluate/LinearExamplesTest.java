package io.dither.learn.internal.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Decision;
import io.dither.layer.Pullback;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.ExampleGradients;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Examples in flat arrays have the bits of examples that are evaluated one by one. */
class LinearExamplesTest {
    private static final SharedLinearModel MODEL = SharedLinearModel.of("price", "time");

    /** The same costs by a model of which nothing else is known. */
    private record Plain(SharedLinearModel model) implements CostModel {
        @Override
        public List<String> names() {
            return model.names();
        }

        @Override
        public double[] theta(double[] parameters, Features features) {
            return model.theta(parameters, features);
        }

        @Override
        public Pullback pullback(double[] parameters, Features features) {
            return model.pullback(parameters, features);
        }
    }

    private static List<Observation> history() {
        Random random = new Random(5);
        List<LinearOracle> oracles = List.of(
                Oracles.argmax(3), Oracles.argmax(5), Oracles.topK(4, 2), Oracles.ranking(3), Oracles.hypercube(2));
        List<Observation> history = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            LinearOracle oracle = oracles.get(i % oracles.size());
            int d = oracle.dimension();
            double[] y = oracle.solve(random.doubles(d, -1, 1).toArray());
            Features features = Features.of(random.doubles(2L * d, -1, 1).toArray(), 2);
            history.add(Observation.of(
                            "t" + i,
                            i % 2 == 0
                                    ? features
                                    : features.withOffsets(random.doubles(d).toArray()),
                            oracle,
                            Decision.of(y))
                    .withWeight(1 + i % 3));
        }
        return history;
    }

    private static BlockEvaluator evaluator(CostModel model, List<Observation> history) {
        Fit fit = Fit.of(FitSettings.USUAL.with("noise", "gumbel"), PluginCatalogue.discover());
        return new BlockEvaluator(model, fit.criterionOn(history.get(0).oracle()), 0, history);
    }

    private static Sums sums(BlockEvaluator evaluator, Evaluator.Request request, int threads) {
        return Sums.total(evaluator.pass(request, threads).nodes(), 2).orElseThrow();
    }

    @Test
    void sumsAndGradientsHaveTheBitsOfSingleExamples() {
        Evaluator.Request request = new Evaluator.Request(new double[] {0.7, -0.4}, 0.5, 0, 1);
        try (BlockEvaluator flat = evaluator(MODEL, history());
                BlockEvaluator single = evaluator(new Plain(MODEL), history())) {
            assertTrue(flat.isExact());
            double[] sums = sums(single, request, 1).vector();
            assertArrayEquals(sums, sums(flat, request, 1).vector());
            assertArrayEquals(sums, sums(flat, request, 3).vector());
            ExampleGradients gradients = gradients(single, request);
            ExampleGradients others = gradients(flat, request);
            assertEquals(300, others.size());
            assertArrayEquals(gradients.gradients(), others.gradients());
            assertArrayEquals(gradients.values(), others.values());
        }
    }

    private static ExampleGradients gradients(BlockEvaluator evaluator, Evaluator.Request request) {
        List<ExampleGradients> gradients = new ArrayList<>();
        BlockEvaluator.Pass pass = evaluator.pass(request, 1);
        for (int block = 0; block < pass.blocks(); block++) {
            gradients.add(pass.gradients(block));
        }
        return ExampleGradients.joined(gradients);
    }

    @Test
    void theHessianIsThatOfDifferences() {
        double[] x = {0.7, -0.4};
        try (BlockEvaluator flat = evaluator(MODEL, history())) {
            Sums sums = sums(flat, new Evaluator.Request(x, 0.5, 0, 1, Evaluator.Batch.ALL, true), 3);
            assertArrayEquals(sums(flat, new Evaluator.Request(x, 0.5, 0, 1), 1).gradient(), sums.gradient());
            for (int k = 0; k < 2; k++) {
                double[] up = x.clone();
                double[] down = x.clone();
                up[k] += 1e-4;
                down[k] -= 1e-4;
                double[] above =
                        sums(flat, new Evaluator.Request(up, 0.5, 0, 1), 1).gradient();
                double[] below =
                        sums(flat, new Evaluator.Request(down, 0.5, 0, 1), 1).gradient();
                assertEquals((above[0] - below[0]) / 2e-4, sums.hessian()[k], 1e-5 * sums.hessian()[k == 0 ? 0 : 2]);
                assertEquals((above[1] - below[1]) / 2e-4, sums.hessian()[k + 1], 1e-5 * sums.hessian()[2]);
            }
        }
    }

    @Test
    void partsOfAnEpochHaveTheBitsOfSingleExamples() {
        Evaluator.Request request = new Evaluator.Request(
                new double[] {0.1, 0.2}, 1, 0, 1, new Evaluator.Batch(3, 1, 4, 0.2, false), false);
        try (BlockEvaluator flat = evaluator(MODEL, history());
                BlockEvaluator single = evaluator(new Plain(MODEL), history())) {
            assertArrayEquals(
                    sums(single, request, 1).vector(), sums(flat, request, 2).vector());
        }
    }
}
