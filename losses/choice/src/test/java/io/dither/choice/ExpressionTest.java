package io.dither.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.History;
import io.dither.data.Row;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static Row row() {
        List<Row> rows = new ArrayList<>();
        History.of("rows", List.of(Map.of("CAR_TT", 120, "GA", 0, "mode", "car", "a b", 3, "time.CAR", 7, "P", "3")))
                .forEach(rows::add);
        return rows.get(0);
    }

    private static double value(String text) {
        return Expression.parse(text, "CAR").of(row());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {alt}_TT / 100                      | 1.2
            {alt}_TT * 1e-2 + 2E+1 - 1.5e1      | 6.2
            time.{alt} - 2 * 3 + 1              | 2
            -(`a b` + 1) * 2                    | -8
            CAR_TT * (GA == 0)                  | 120
            CAR_TT * (GA != 0)                  | 0
            P in (1, 3) and GA = 0              | 1
            P in 1, 2                           | 0
            not GA > 0 or 1 / 0                 | 1
            mode == "car"                       | 1
            "bus" != mode                       | 1
            min(CAR_TT, 100) + max(1, 2)        | 102
            log(exp(2)) + abs(-1) + sqrt(4)     | 5
            1 <= 1 and 2 >= 3                   | 0
            """)
    void expressionsHaveTheValuesOfTheirParts(String text, double value) {
        assertEquals(value, value(text), 1e-12);
    }

    @Test
    void columnsAreKnownAndTakeTheNameOfTheAlternative() {
        assertEquals(
                Set.of("BUS_TT", "GA"),
                Expression.parse("{alt}_TT * (GA == 0)", "BUS").columns());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 +", "(1", "1)", "sin(1)", "a b", "min(1)", "'open", "1..2", "", "3x", "1e-"})
    void whatIsNoExpressionIsRefusedWithItsPlace(String text) {
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> Expression.parse(text, "CAR"));
        assertTrue(String.valueOf(refused.getMessage()).contains("' at "), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 / GA", "log(GA)", "1 / GA > 1", "0 / GA == 1", "not log(GA) > 0", "mode + 1", "'car'"})
    void whatIsNoNumberIsRefusedWithItsRow(String text) {
        DataException refused = assertThrows(DataException.class, () -> value(text));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("rows: row 1"), refused.getMessage());
    }
}
