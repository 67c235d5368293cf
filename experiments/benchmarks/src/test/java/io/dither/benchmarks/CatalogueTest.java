package io.dither.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Sense;
import io.dither.perturbed.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CatalogueTest {
    private static final OracleRegistry ORACLES = OracleRegistry.discover();

    @TestFactory
    Stream<DynamicTest> inputsHaveARowForEachExampleAndTargetsAreSolutions() {
        return Catalogue.all().stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row)));
    }

    private static void check(Workload row) {
        LinearOracle oracle = oracle(row);
        Inputs inputs = Inputs.draw(row, oracle);
        for (DMatrixRMaj matrix : List.of(inputs.thetas(), inputs.cotangents())) {
            assertEquals(row.size().batch(), matrix.numRows);
            assertEquals(oracle.dimension(), matrix.numCols);
        }
        // a vertex solves the problem whose theta it is itself, or whose costs are 0 on it and 1 elsewhere
        double[] target = inputs.targets().get(row.size().batch() - 1).values();
        double[] towards = Arrays.stream(target)
                .map(y -> oracle.sense() == Sense.MAXIMIZE ? y : 1 - y)
                .toArray();
        assertArrayEquals(target, oracle.solve(towards), 0);
    }

    private static LinearOracle oracle(Workload row) {
        return ORACLES.create(row.oracle());
    }

    @Test
    void namesAndKeysAreUnique() {
        assertEquals(12, Catalogue.all().stream().map(Workload::name).distinct().count());
        assertEquals(
                12,
                Catalogue.all().stream()
                        .map(row -> row.files().key())
                        .distinct()
                        .count());
    }

    @Test
    void theSumOfOptimaOfRankingsIsThatOfSortedThetas() {
        Workload row = Catalogue.named("ranking-10");
        Inputs inputs = Inputs.draw(row, oracle(row));
        double sum = 0;
        for (int i = 0; i < row.size().batch(); i++) {
            double[] theta = Batch.row(inputs.thetas(), i);
            Arrays.sort(theta);
            for (int rank = 0; rank < theta.length; rank++) {
                sum += rank * theta[rank];
            }
        }
        assertEquals(sum, inputs.sumOfOptima(oracle(row)), 1e-9 * sum);
    }

    @Test
    void inputsAreTheSameInEachRun() {
        Workload row = Catalogue.named("grid-path-12");
        Inputs once = Inputs.draw(row, oracle(row));
        Inputs again = Inputs.draw(row, oracle(row));
        assertArrayEquals(once.thetas().data, again.thetas().data);
        assertArrayEquals(once.cotangents().data, again.cotangents().data);
        assertArrayEquals(once.targets().get(0).values(), again.targets().get(0).values());
    }

    @Test
    void theGridPathsStayInTheDomain() {
        Workload row = Catalogue.named("grid-path-12");
        double least =
                Arrays.stream(Inputs.draw(row, oracle(row)).thetas().data).min().orElseThrow();
        assertTrue(least > 7 * row.epsilon(), "costs from " + least);
    }
}
