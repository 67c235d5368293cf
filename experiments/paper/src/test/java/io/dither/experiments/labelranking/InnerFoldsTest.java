package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InnerFoldsTest {
    private static final double[] LOW = {0.1, 0.1};

    @Test
    void theFirstMapIsKeptUnlessAnotherIsBetterByMoreThanAStandardError() {
        double[][] plain = {LOW, {0.5, 0.7}};
        assertEquals(0, new InnerFolds(new double[][][] {plain, {{0.45, 0.9}, LOW}}, 2).indexOfChosenMap());
        assertEquals(1, new InnerFolds(new double[][][] {plain, {{0.59, 0.81}, LOW}}, 2).indexOfChosenMap());
    }

    @Test
    void repeatsOfTheSameFoldsDoNotMakeADifferenceSurer() {
        double[][] plain = {{0.5, 0.5, 0.5, 0.5}};
        double[][] other = {{0.45, 0.75, 0.45, 0.75}};
        assertEquals(0, new InnerFolds(new double[][][] {plain, {{0.48, 0.62, 0.48, 0.62}}}, 2).indexOfChosenMap());
        assertEquals(1, new InnerFolds(new double[][][] {plain, other}, 4).indexOfChosenMap());
    }

    @Test
    void theFirstOfEqualValuesIsTaken() {
        InnerFolds folds = new InnerFolds(new double[][][] {{LOW, {0.4, 0.6}, {0.5, 0.5}}}, 2);
        assertEquals(1, folds.indexOfBestValue(0));
        assertArrayEquals(new double[] {0.1, 0.5, 0.5}, folds.meanTaus(0), 1e-12);
    }
}
