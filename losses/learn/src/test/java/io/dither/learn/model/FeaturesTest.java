package io.dither.learn.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    private static final Features ROWS = Features.of(new double[][] {{1, 2}, {3, 4}, {0, -5}});

    @Test
    void factorsMultiplyColumnsInEveryWayOfReading() {
        Features times = ROWS.withFactors(new double[] {10, 0.5})
                .withOffsets(new double[] {1, 0, 2})
                .withGroups("a", "b", "a");
        Features plain = Features.of(new double[][] {{10, 1}, {30, 2}, {0, -2.5}})
                .withOffsets(new double[] {1, 0, 2})
                .withGroups("a", "b", "a");
        SharedLinearModel model = SharedLinearModel.of("km", "rain")
                .standardisedBy(SharedLinearModel.of("km", "rain").moments(plain));
        double[] weights = {0.7, -0.3};
        assertArrayEquals(
                SharedLinearModel.of("km", "rain").moments(plain),
                SharedLinearModel.of("km", "rain").moments(times));
        assertArrayEquals(model.theta(weights, plain), model.theta(weights, times));
        double[] slopes = new double[2];
        double[] same = new double[2];
        for (int row = 0; row < 3; row++) {
            assertEquals(plain.dot(row, weights, 0), times.dot(row, weights, 0));
            model.pullback(weights, plain).add(row, 1.5, slopes);
            model.pullback(weights, times).add(row, 1.5, same);
            assertEquals(plain.offset(row), times.offset(row));
            assertEquals(plain.group(row), times.group(row));
        }
        assertArrayEquals(slopes, same);
        assertEquals(4, ROWS.get(1, 1), "the rows themselves stay");
    }

    @Test
    void factorsAreOneAColumnAndFinite() {
        assertThrows(InvalidArgumentException.class, () -> ROWS.withFactors(new double[] {1}));
        assertThrows(InvalidArgumentException.class, () -> ROWS.withFactors(new double[] {1, Double.NaN}));
    }
}
