package io.dither.learn.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.internal.Json;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinearModelTest {
    private static final Features ROWS = Features.of(new double[] {1, -2}, new double[] {3, 0.5}, new double[] {-1, 4});
    private static final double[] PARAMETERS = {0.3, -0.2, 0.1, 1.5, 0.4, -0.6, 0.7, 0.9, -1.1};

    private static LinearModel standardised() {
        LinearModel model = LinearModel.of(List.of("a", "b"), 3, Link.SOFTPLUS);
        return model.standardisedBy(model.moments(ROWS));
    }

    @Test
    void eachCoordinateMayHaveARowOfItsOwn() {
        LinearModel model = standardised();
        double[] raw = model.raw(PARAMETERS);
        double[] costs = IntStream.range(0, 3)
                .mapToDouble(i -> Link.SOFTPLUS.of(
                        raw[3 * i] * ROWS.get(i, 0) + raw[3 * i + 1] * ROWS.get(i, 1) + raw[3 * i + 2]))
                .toArray();
        assertArrayEquals(costs, model.theta(PARAMETERS, ROWS), 1e-12);
        double[] factors = {1, -2, 0.5};
        double[] gradient = model.pullback(PARAMETERS, ROWS).of(factors);
        for (int k = 0; k < gradient.length; k++) {
            double step = 1e-6;
            assertEquals((along(k, step, factors) - along(k, -step, factors)) / (2 * step), gradient[k], 1e-8);
        }
        LinearModel identity = LinearModel.of(List.of("a", "b"), 3, Link.IDENTITY);
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    identity.theta(PARAMETERS, ROWS)[i],
                    Arrays.stream(identity.split(PARAMETERS, ROWS, i)).sum(),
                    1e-12);
        }
    }

    private static double along(int parameter, double step, double[] factors) {
        double[] moved = PARAMETERS.clone();
        moved[parameter] += step;
        double[] theta = standardised().theta(moved, ROWS);
        return IntStream.range(0, 3).mapToDouble(i -> factors[i] * theta[i]).sum();
    }

    @Test
    void oneRowIsThatOfEachCoordinate() {
        LinearModel model = LinearModel.of(List.of("a", "b"), 3, Link.IDENTITY);
        double[] row = {2, -1};
        assertArrayEquals(
                model.theta(PARAMETERS, Features.of(row)), model.theta(PARAMETERS, Features.of(row, row, row)), 0);
        String message = assertThrows(
                        InvalidArgumentException.class, () -> model.theta(PARAMETERS, Features.of(row, row)))
                .getMessage();
        assertTrue(String.valueOf(message).contains("2 rows of 2, not one row, or one per coordinate"), message);
    }

    /** Coordinates with names name the weights; models of before there were names are read too. */
    @Test
    void weightsAreNamedByCoordinates() throws JsonProcessingException {
        LinearModel model = LinearModel.of(List.of("income"), 2, List.of("CAR", "SM"), Link.IDENTITY);
        List<String> names = List.of("income[CAR]", "constant[CAR]", "income[SM]", "constant[SM]");
        assertEquals(names, model.names());
        assertEquals(
                names,
                model.withoutShiftsOf(List.of("constant[SM]")).orElseThrow().names());
        ObjectNode saved = Json.MAPPER.valueToTree(model);
        assertEquals(names, Json.MAPPER.treeToValue(saved, LinearModel.class).names());
        saved.remove("coordinates");
        assertEquals(
                "income[0]",
                Json.MAPPER.treeToValue(saved, LinearModel.class).names().get(0));
    }
}
