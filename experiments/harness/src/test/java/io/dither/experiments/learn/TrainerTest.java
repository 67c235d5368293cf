package io.dither.experiments.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Costs;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.NoiseKey;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Batch;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final TrainingPlan PLAN = new TrainingPlan(150, 8, 0.1, 0.001, 7);
    private static final Examples EXAMPLES =
            new Examples(Matrices.gaussian(50, 3, new KeyedRandom(1)), Matrices.gaussian(50, 2, new KeyedRandom(2)));

    @Test
    void onSquaredErrorItReachesTheLeastSquaresSolution() {
        LinearModel model = new LinearModel(3, 2);
        TrainingPlan plan = new TrainingPlan(400, 8, 0.1, 0.001, 7);
        new Trainer(plan).train(model, EXAMPLES.features(), EXAMPLES.costs(), new OwnLoss());
        assertArrayEquals(LeastSquares.fit(EXAMPLES).parameters(), model.parameters(), 0.02);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedDoesNot() {
        double[] first = trained(PLAN);
        assertArrayEquals(first, trained(PLAN));
        assertFalse(Arrays.equals(first, trained(new TrainingPlan(150, 8, 0.1, 0.001, 8))));
    }

    @Test
    void eachEpochVisitsEachExampleOnceAndStepsCountBatches() {
        List<NoiseKey> keys = new ArrayList<>();
        Loss<Costs> watching = new Loss<>() {
            @Override
            public String name() {
                return "watching";
            }

            @Override
            public LinearOracle oracle() {
                return new OwnLoss().oracle();
            }

            @Override
            public Class<Costs> targetType() {
                return Costs.class;
            }

            @Override
            public ValueAndGradient evaluate(Example<Costs> example) {
                keys.add(example.key());
                int row = (int) example.key().example();
                assertArrayEquals(
                        Batch.row(EXAMPLES.targets(), row), example.target().values());
                return new OwnLoss().evaluate(example);
            }
        };
        new Trainer(new TrainingPlan(3, 8, 0.1, 0.1, 7))
                .train(new LinearModel(3, 2), EXAMPLES.features(), EXAMPLES.costs(), watching);
        assertEquals(
                50,
                keys.subList(0, 50).stream().map(NoiseKey::example).distinct().count());
        assertEquals(150, keys.size());
        assertEquals(20, keys.get(149).step());
    }

    @Test
    void theRateMovesGeometricallyFromTheFirstToTheLast() {
        TrainingPlan plan = new TrainingPlan(3, 1, 0.1, 0.001, 0);
        assertEquals(0.1, plan.rate(1), 1e-15);
        assertEquals(0.01, plan.rate(2), 1e-15);
        assertEquals(0.001, plan.rate(3), 1e-15);
    }

    @Test
    void badPlansNameTheParameter() {
        assertMessage("epochs = 0", () -> new TrainingPlan(0, 1, 1, 1, 0));
        assertMessage("batch = 0", () -> new TrainingPlan(1, 0, 1, 1, 0));
        assertMessage("learningRate = -1.0", () -> new TrainingPlan(1, 1, -1, 1, 0));
        assertMessage(
                "features has 2 rows",
                () -> new Trainer(PLAN)
                        .train(new LinearModel(1, 2), new DMatrixRMaj(2, 1), List.of(Costs.of(1, 2)), new OwnLoss()));
        assertMessage("features has 2 rows", () -> new Examples(new DMatrixRMaj(2, 1), new DMatrixRMaj(3, 1)));
    }

    private static double[] trained(TrainingPlan plan) {
        LinearModel model = new LinearModel(3, 2);
        new Trainer(plan).train(model, EXAMPLES.features(), EXAMPLES.costs(), new OwnLoss());
        return model.parameters();
    }

    private static void assertMessage(String start, Runnable action) {
        String message =
                assertThrows(InvalidArgumentException.class, action::run).toString();
        assertTrue(message.contains(start), message);
    }
}
