package io.dither.experiments.shortestpath;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.learn.TrainingPlan;
import io.dither.experiments.roads.CostModel;
import io.dither.experiments.roads.Grid;
import io.dither.oracle.LinearOracle;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Grid GRID = new Grid(5, 5);
    private static final LinearOracle PATHS = GridPaths.oracle(GRID);

    @Test
    void hasTheRegretsOfG33() {
        Comparison comparison = usual(1000, 1000);
        assertEquals(0.0858, comparison.leastSquares(), 5e-5);
        assertEquals(0.0585, comparison.floor(), 5e-5);
        assertEquals(0.494, comparison.constant(), 5e-4);
    }

    @Test
    void fenchelYoungChoosesShorterPathsThanLeastSquares() {
        Comparison comparison = usual(300, 300);
        double trained = comparison.testRegret(train(comparison, TrainingLoss.FENCHEL_YOUNG, 42, 1));
        assertTrue(trained < comparison.leastSquares() - 0.005, trained + " against " + comparison.leastSquares());
    }

    @Test
    void spoPlusDoesToo() {
        Comparison comparison = usual(300, 300);
        double trained = comparison.testRegret(train(comparison, TrainingLoss.SPO_PLUS, 42, 1));
        assertTrue(trained < comparison.leastSquares() - 0.005, trained + " against " + comparison.leastSquares());
    }

    @Test
    void squaredErrorTrainsToLeastSquares() {
        Comparison comparison = usual(300, 300);
        assertEquals(
                comparison.leastSquares(), comparison.testRegret(train(comparison, TrainingLoss.SQUARED, 42, 1)), 0.01);
    }

    @Test
    void threadsDoNotChangeABitButTheSeedDoes() {
        Comparison comparison = usual(100, 10);
        double[] one = train(comparison, TrainingLoss.FENCHEL_YOUNG, 42, 1).parameters();
        assertArrayEquals(
                one, train(comparison, TrainingLoss.FENCHEL_YOUNG, 42, 3).parameters());
        assertNotEquals(
                Arrays.hashCode(one),
                Arrays.hashCode(
                        train(comparison, TrainingLoss.FENCHEL_YOUNG, 43, 1).parameters()));
    }

    private static Comparison usual(int train, int test) {
        return Comparison.draw(new CostModel(GRID, 4, 0.5, 5), PATHS, train, test, 42);
    }

    private static io.dither.experiments.learn.LinearModel train(
            Comparison comparison, TrainingLoss loss, long seed, int threads) {
        Training training = new Training(loss, 1, 3, threads, new TrainingPlan(10, 32, 0.1, 0.001, seed));
        return training.train(comparison.oracle(), comparison.train(), (epoch, trainLoss, model) -> {});
    }
}
