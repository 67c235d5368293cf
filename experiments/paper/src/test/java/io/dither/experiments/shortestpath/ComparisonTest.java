package io.dither.experiments.shortestpath;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.generators.Grid;
import io.dither.experiments.generators.GridCosts;
import io.dither.experiments.generators.TrueRegret;
import io.dither.learn.model.Fitted;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Grid GRID = new Grid(5, 5);

    @Test
    void hasTheRegretsOfG33() {
        Comparison comparison = usual(1000, 1000);
        assertEquals(0.0858, leastSquares(comparison), 5e-5);
        assertEquals(0.0585, comparison.floorRegret().value(), 5e-5);
        assertEquals(0.494, comparison.constantRegret().value(), 5e-4);
    }

    @Test
    void fenchelYoungChoosesShorterPathsThanLeastSquares() {
        Comparison comparison = usual(300, 300);
        choosesShorterPathsThanLeastSquares(comparison, training(TrainingLoss.FENCHEL_YOUNG, 42, 32, 1));
    }

    @Test
    void spoPlusDoesToo() {
        Comparison comparison = usual(300, 300);
        choosesShorterPathsThanLeastSquares(comparison, training(TrainingLoss.SPO_PLUS, 42, 32, 1));
    }

    @Test
    void squaredErrorTrainsToLeastSquares() {
        Comparison comparison = usual(300, 300);
        assertEquals(leastSquares(comparison), regret(comparison, training(TrainingLoss.SQUARED, 42, 32, 1)), 0.01);
    }

    @Test
    void threadsDoNotChangeABitButTheSeedDoes() {
        // batches of more than one thread's work
        Comparison comparison = usual(600, 10);
        double[] one = parameters(comparison, training(TrainingLoss.FENCHEL_YOUNG, 42, 600, 1));
        assertArrayEquals(one, parameters(comparison, training(TrainingLoss.FENCHEL_YOUNG, 42, 600, 3)));
        assertFalse(Arrays.equals(one, parameters(comparison, training(TrainingLoss.FENCHEL_YOUNG, 43, 600, 1))));
    }

    private static Comparison usual(int train, int test) {
        return Comparison.draw(new GridCosts(GRID, 4, 0.5, 5), train, test, 42);
    }

    private static Training training(TrainingLoss loss, long seed, int batch, int threads) {
        return new Training(loss, 1, 3, seed, threads, new Training.Adam(10, batch, 0.1));
    }

    private static double[] parameters(Comparison comparison, Training training) {
        return training.train(comparison.train(), (step, model, parameters) -> {})
                .parameters();
    }

    private static double regret(Comparison comparison, Training training) {
        Fitted fitted = training.train(comparison.train(), (step, model, parameters) -> {});
        return comparison
                .testRegret(TrueRegret.Prediction.of(fitted.model(), fitted.parameters()))
                .value();
    }

    private static double leastSquares(Comparison comparison) {
        return regret(comparison, training(TrainingLoss.SQUARED, 42, 32, 1).leastSquares());
    }

    private static void choosesShorterPathsThanLeastSquares(Comparison comparison, Training training) {
        double trained = regret(comparison, training);
        assertTrue(trained < leastSquares(comparison) - 0.005, trained + " against " + leastSquares(comparison));
    }
}
