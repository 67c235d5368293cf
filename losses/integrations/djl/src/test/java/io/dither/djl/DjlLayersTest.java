package io.dither.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pass;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.FenchelYoungLoss;
import io.dither.losses.SolutionLoss;
import io.dither.losses.SpoPlusLoss;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.perturbed.Batch;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.random.KeyedRandom;
import io.dither.surrogate.BlackBoxInterpolation;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Gradients through a small network, against the plain classes and the chain rule by hand. */
class DjlLayersTest {
    private static final int BATCH = 3;
    private static final int INPUTS = 2;
    private static final int D = 4;
    private static final float[] X = {0.3f, -1, 0.8f, 0.5f, -0.2f, 1.5f};
    private static final float[] Y = {0, 1, 2, 3, 3, 2, 1, 0, 1, 0, 3, 2};
    private static final LinearOracle RANKING = Oracles.ranking(D);
    private static final PerturbedOptimizer LAYER =
            PerturbedOptimizer.builder(RANKING).epsilon(0.5).samples(50).seed(7).build();

    @AfterAll
    static void close() {
        LAYER.close();
    }

    @Test
    void decisionLossesHaveTheValueAndGradientOfThePlainLoss() {
        matchesByHand(new FenchelYoungLoss(LAYER), Y);
        matchesByHand(SolutionLoss.squared(LAYER), Y);
        float[] topTwo = Y.clone();
        for (int i = 0; i < topTwo.length; i++) {
            topTwo[i] = topTwo[i] >= 2 ? 1 : 0;
        }
        matchesByHand(SolutionLoss.hamming(new BlackBoxInterpolation(Oracles.topK(D, 2), 0.7)), topTwo);
    }

    @Test
    void costLossesHaveTheValueAndGradientOfThePlainLoss() {
        SpoPlusLoss loss = new SpoPlusLoss(RANKING);
        matchesByHand(
                OracleLoss.ofCosts(loss, () -> 5),
                Y,
                (thetas, targets) -> loss.evaluateBatch(Batch.examples(
                        thetas,
                        IntStream.range(0, BATCH)
                                .mapToObj(i -> Costs.of(Batch.row(targets, i)))
                                .toList(),
                        5,
                        RANKING)));
    }

    private static void matchesByHand(io.dither.layer.Loss<Decision> loss, float[] labels) {
        matchesByHand(
                OracleLoss.ofDecisions(loss, () -> 5),
                labels,
                (thetas, targets) -> loss.evaluateBatch(Batch.examples(
                        thetas,
                        IntStream.range(0, BATCH)
                                .mapToObj(i -> Decision.of(Batch.row(targets, i)))
                                .toList(),
                        5,
                        loss.oracle())));
    }

    @Test
    void aLossOfDoublesIsNotRoundedToFloats() {
        SpoPlusLoss loss = new SpoPlusLoss(RANKING);
        double[] theta = {0.1, -1.3, 0.7, 0.2};
        double[] costs = {1.1, 0.3, 2.7, 0.9};
        double expected = loss.evaluate(theta, Costs.of(costs), NoiseKey.ZERO).value();
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList labels = new NDList(manager.create(costs, new Shape(1, D)));
            NDList predictions = new NDList(manager.create(theta, new Shape(1, D)));
            assertEquals(
                    expected,
                    OracleLoss.ofCosts(loss, () -> 0)
                            .evaluate(labels, predictions)
                            .getDouble());
        }
    }

    @Test
    void aSquaredLossBehindTheBlockIsThatOfTheEstimates() {
        PerturbedBlock block = new PerturbedBlock(LAYER, () -> 5);
        Loss behind = new Loss("half squared") {
            @Override
            public NDArray evaluate(NDList labels, NDList predictions) {
                NDArray y = forward(block, predictions.singletonOrThrow(), true);
                return y.sub(labels.singletonOrThrow()).square().sum().div(2f * BATCH);
            }
        };
        matchesByHand(behind, Y, DjlLayersTest::squared);
    }

    @Test
    void theBlockHasTheSameValuesInTrainingAndOutside() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray theta = manager.create(X)
                    .reshape(1, 6)
                    .concat(manager.zeros(new Shape(1, 2)), 1)
                    .reshape(2, 2, 2);
            PerturbedBlock block = new PerturbedBlock(LAYER, () -> 9);
            NDArray training = forward(block, theta, true);
            assertEquals(new Shape(2, 2, 2), training.getShape());
            assertArrayEquals(forward(block, theta, false).toFloatArray(), training.toFloatArray());
            double[] first = {
                theta.toFloatArray()[0], theta.toFloatArray()[1], theta.toFloatArray()[2], theta.toFloatArray()[3]
            };
            assertEquals(LAYER.at(first).step(9).estimate().mean()[1], training.getFloat(0, 0, 1), 1e-6);
        }
    }

    @Test
    void noiseIsNewAtEachStepOfTheSupplier() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray theta = manager.zeros(new Shape(1, D));
            PerturbedBlock moving = new PerturbedBlock(LAYER, new AtomicLong()::getAndIncrement);
            float[] first = forward(moving, theta, false).toFloatArray();
            float[] second = forward(moving, theta, false).toFloatArray();
            assertTrue(!java.util.Arrays.equals(first, second));
            PerturbedBlock again = new PerturbedBlock(LAYER, new AtomicLong()::getAndIncrement);
            assertArrayEquals(first, forward(again, theta, false).toFloatArray());
        }
    }

    @Test
    void aTinyModelLearnsToSortWithDjlsOwnTrainer() {
        double before = 0;
        double after = 0;
        try (Model model = Model.newInstance("tiny", "PyTorch")) {
            Engine.getEngine("PyTorch").setRandomSeed(1);
            model.setBlock(new SequentialBlock()
                    .add(Linear.builder().setUnits(8).build())
                    .add(Activation.reluBlock())
                    .add(Linear.builder().setUnits(D).build()));
            DefaultTrainingConfig config = new DefaultTrainingConfig(
                            OracleLoss.ofDecisions(new FenchelYoungLoss(LAYER), new AtomicLong()::getAndIncrement))
                    .optOptimizer(Optimizer.adam()
                            .optLearningRateTracker(Tracker.fixed(0.05f))
                            .build());
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(16, D));
                for (int step = 0; step < 150; step++) {
                    try (NDManager scope = model.getNDManager().newSubManager();
                            GradientCollector collector = trainer.newGradientCollector()) {
                        NDArray x = features(scope, step);
                        NDArray loss = trainer.getLoss().evaluate(new NDList(ranks(x)), trainer.forward(new NDList(x)));
                        collector.backward(loss);
                        before = step == 0 ? wrong(trainer, x) : before;
                        after = wrong(trainer, x);
                    }
                    trainer.step();
                }
            }
        }
        assertTrue(before > 0.5 && after < 0.25, before + " -> " + after);
    }

    @Test
    void refusesWhatDoesNotFit() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList wrong = new NDList(manager.zeros(new Shape(2, 3)));
            var shape = assertThrows(
                    InvalidArgumentException.class,
                    () -> OracleLoss.ofDecisions(new FenchelYoungLoss(LAYER), () -> 0)
                            .evaluate(wrong, wrong));
            assertTrue(
                    String.valueOf(shape.getMessage()).startsWith("predictions have the shape (2, 3), not (batch, 4)"));
        }
        try (PerturbedOptimizer one =
                        PerturbedOptimizer.builder(RANKING).samples(1).build();
                NDManager manager = NDManager.newBaseManager()) {
            NDArray theta = manager.zeros(new Shape(1, D));
            NDList ranks = new NDList(manager.create(new float[] {0, 1, 2, 3}, new Shape(1, D)));
            assertThrows(
                    InvalidArgumentException.class,
                    () -> OracleLoss.ofDecisions(SolutionLoss.squared(one), () -> 0)
                            .evaluate(ranks, new NDList(theta)));
            PerturbedBlock block = new PerturbedBlock(one, () -> 0);
            assertThrows(InvalidArgumentException.class, () -> forward(block, theta, true));
        }
    }

    /** The share of coordinates whose predicted rank is wrong. */
    private static double wrong(Trainer trainer, NDArray x) {
        NDArray predicted = ranks(trainer.evaluate(new NDList(x)).singletonOrThrow());
        return predicted.neq(ranks(x)).toType(DataType.FLOAT32, false).mean().getFloat();
    }

    private static NDArray features(NDManager scope, long step) {
        KeyedRandom random = new KeyedRandom(3);
        random.startSample(step);
        float[] values = new float[16 * D];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return scope.create(values, new Shape(16, D));
    }

    /** Ascending ranks from 0, as the oracle has them. */
    private static NDArray ranks(NDArray scores) {
        return scores.argSort(1).argSort(1).toType(DataType.FLOAT32, false);
    }

    private static NDArray forward(Block block, NDArray input, boolean training) {
        return block.forward(new ParameterStore(input.getManager(), false), new NDList(input), training)
                .singletonOrThrow();
    }

    /** Runs a linear layer and a loss, and compares value and weight gradient with the chain rule on the plain loss. */
    private static void matchesByHand(
            Loss loss, float[] y, BiFunction<DMatrixRMaj, DMatrixRMaj, List<ValueAndGradient>> plain) {
        Engine engine = Engine.getEngine("PyTorch");
        try (NDManager manager = engine.newBaseManager()) {
            Linear linear = Linear.builder().setUnits(D).build();
            linear.setInitializer(new NormalInitializer(0.7f), ai.djl.nn.Parameter.Type.WEIGHT);
            linear.initialize(manager, DataType.FLOAT32, new Shape(BATCH, INPUTS));
            NDArray x = manager.create(X, new Shape(BATCH, INPUTS));
            NDArray labels = manager.create(y, new Shape(BATCH, D));
            float value;
            float[] theta;
            try (GradientCollector collector = engine.newGradientCollector()) {
                NDArray output = forward(linear, x, true);
                theta = output.toFloatArray();
                NDArray result = loss.evaluate(new NDList(labels), new NDList(output));
                assertEquals(new Shape(), result.getShape());
                value = result.getFloat();
                collector.backward(result);
            }
            List<ValueAndGradient> expected = plain.apply(doubles(theta), doubles(labels.toFloatArray()));
            assertEquals(Batch.sum(expected) / BATCH, value, 1e-5);
            float[] gradient = linear.getParameters()
                    .get("weight")
                    .getArray()
                    .getGradient()
                    .toFloatArray();
            for (int out = 0; out < D; out++) {
                for (int in = 0; in < INPUTS; in++) {
                    double slope = 0;
                    for (int i = 0; i < BATCH; i++) {
                        slope += expected.get(i).gradient().values()[out] * X[i * INPUTS + in] / BATCH;
                    }
                    assertEquals(slope, gradient[out * INPUTS + in], 1e-5);
                }
            }
        }
    }

    private static DMatrixRMaj doubles(float[] values) {
        DMatrixRMaj matrix = new DMatrixRMaj(BATCH, D);
        for (int i = 0; i < values.length; i++) {
            matrix.data[i] = values[i];
        }
        return matrix;
    }

    /** By the vector-Jacobian product at the residual of the estimate, which is a little biased. */
    private static List<ValueAndGradient> squared(DMatrixRMaj thetas, DMatrixRMaj targets) {
        return IntStream.range(0, BATCH)
                .mapToObj(i -> {
                    Pass pass = LAYER.forward(Batch.row(thetas, i), new NoiseKey(5, i));
                    double[] gap = pass.output().values();
                    double value = 0;
                    for (int j = 0; j < D; j++) {
                        gap[j] -= targets.get(i, j);
                        value += gap[j] * gap[j] / 2;
                    }
                    return new ValueAndGradient(value, 0, pass.vjp(gap), 0);
                })
                .toList();
    }
}
