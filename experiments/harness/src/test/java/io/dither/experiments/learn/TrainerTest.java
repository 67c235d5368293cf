package io.dither.experiments.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
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
        List<Double> losses = new ArrayList<>();
        TrainingPlan plan = new TrainingPlan(400, 8, 0.1, 0.001, 7);
        new Trainer(plan).train(model, EXAMPLES, TrainerTest::squared, (epoch, loss, m) -> losses.add(loss));
        assertArrayEquals(LeastSquares.fit(EXAMPLES).parameters(), model.parameters(), 0.02);
        assertEquals(400, losses.size());
        assertTrue(losses.get(399) < losses.get(0));
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedDoesNot() {
        double[] first = trained(PLAN);
        assertArrayEquals(first, trained(PLAN));
        assertFalse(Arrays.equals(first, trained(new TrainingPlan(150, 8, 0.1, 0.001, 8))));
    }

    @Test
    void eachEpochVisitsEachExampleOnceAndStepsCountBatches() {
        List<Long> steps = new ArrayList<>();
        int[] visits = new int[50];
        BatchObjective watching = (thetas, targets, indices, step) -> {
            steps.add(step);
            for (int row = 0; row < indices.length; row++) {
                visits[indices[row]]++;
                assertEquals(EXAMPLES.targets().get(indices[row], 0), targets.get(row, 0));
            }
            return squared(thetas, targets, indices, step);
        };
        new Trainer(new TrainingPlan(3, 8, 0.1, 0.1, 7))
                .train(new LinearModel(3, 2), EXAMPLES, watching, (e, l, m) -> {});
        assertEquals(50, Arrays.stream(visits).filter(v -> v == 3).count());
        assertEquals(21, steps.size());
        assertEquals(20L, steps.get(20));
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
        assertMessage("features has 2 rows", () -> new Examples(new DMatrixRMaj(2, 1), new DMatrixRMaj(3, 1)));
    }

    private static double[] trained(TrainingPlan plan) {
        LinearModel model = new LinearModel(3, 2);
        new Trainer(plan).train(model, EXAMPLES, TrainerTest::squared, (e, l, m) -> {});
        return model.parameters();
    }

    private static BatchGradient squared(DMatrixRMaj thetas, DMatrixRMaj targets, int[] indices, long step) {
        DMatrixRMaj gradients = new DMatrixRMaj(thetas.numRows, thetas.numCols);
        double[] values = new double[thetas.numRows];
        for (int at = 0; at < gradients.data.length; at++) {
            gradients.data[at] = thetas.data[at] - targets.data[at];
            values[at / thetas.numCols] += gradients.data[at] * gradients.data[at] / 2;
        }
        return new BatchGradient(values, gradients);
    }

    private static void assertMessage(String start, Runnable action) {
        String message =
                assertThrows(InvalidArgumentException.class, action::run).toString();
        assertTrue(message.contains(start), message);
    }
}
