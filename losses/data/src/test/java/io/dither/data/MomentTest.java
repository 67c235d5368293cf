package io.dither.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.ColumnRoles.Role;
import io.dither.error.DataException;
import io.dither.oracle.OracleRegistry;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
    private static Examples read(Object... times) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Object time : times) {
            rows.add(Map.of("example", "e" + rows.size(), "x", rows.size(), "decision", "1", "day", time));
        }
        return Layouts.readWide(
                History.of("rows", rows),
                ColumnRoles.defaults().with(Role.TIME, "day"),
                OracleTexts.of("argmax:n=2", OracleRegistry.discover()));
    }

    private static List<Integer> ranks(Object... times) {
        Map<String, Integer> ranks = read(times).ranks();
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            all.add(ranks.getOrDefault("e" + i, -1));
        }
        return all;
    }

    private static String refused(Object... times) {
        return String.valueOf(
                assertThrows(DataException.class, () -> read(times)).getMessage());
    }

    @Test
    void numbersAreComparedAsNumbers() {
        assertEquals(List.of(1, 0, 1, 2, 1), ranks("10", "9", "10.0", "1e3", 10L));
        assertEquals(List.of(1, 0), ranks("1764374400000000001", "1764374400000000000"), "nanoseconds");
        assertEquals(List.of(1, 0), ranks(0.5, -3));
    }

    @Test
    void datesAreComparedAsInstants() {
        assertEquals(List.of(1, 0, 2, 0), ranks("2026-03-05", "2025-12-31", "2026-03-05T00:01", "2025-12-31 00:00:00"));
        assertEquals(
                List.of(1, 0, 1, 2, 1),
                ranks(
                        "2026-03-29T08:00+01:00",
                        "2026-03-29T06:59:59.999Z",
                        "2026-03-29 07:00:00+00:00",
                        "2026-03-29T05:00-0300",
                        "2026-03-29T09:00+02:00[Europe/Berlin]"));
        assertEquals(List.of(1, 0, 2), ranks("2026-02", "2026-01-31", "2026-02-02"));
        assertEquals(
                List.of(0, 1, 1),
                ranks(
                        LocalDate.of(2026, 3, 5),
                        Timestamp.valueOf("2026-03-05 08:30:00").toLocalDateTime(),
                        "2026-03-05T08:30"));
        assertEquals(List.of(1, 0), ranks(OffsetDateTime.parse("2026-03-05T08:30+01:00"), "2026-03-05T07:29:00 +0000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "05.03.2026 | 2026-03-05",
                "5.3.2026 08:30 | 2026-03-05T08:30",
                "28/11/2026 | 2026-11-28",
                "11/28/2026 | 2026-11-28",
                "5/5/2026 | 2026-05-05",
                "1/2/2026 | 2026-02-01 or 2026-01-02",
                "2026/11/28 | 2026-11-28",
                "2026-1-5 | 2026-01-05",
                "2026-02-30 | there is no such day",
                "NaT | write the year first, or the number of the day",
                "2026-03-05 08:30 PM | 2026-03-05T20:30",
                "2026-03-05 12:05:59 a.m. | 2026-03-05T00:05:59",
                "5.3.2026 8:30 | 2026-03-05T08:30",
                "11/28/2026 13:30 PM | 2026-11-28",
                "08:30 PM | write the day before the time, such as 2026-03-05T20:30",
                "12pm | write the day before the time, such as 2026-03-05T12:00",
                "6:00 | write the day before the time, such as 2026-03-05T06:00",
                "w12 | write the year first, or the number of the day",
                "150? | write the year first, or the number of the day",
                "NaN | write the year first, or the number of the day"
            })
    void otherTextsAreRefusedWithTheirLineAndAnAdvice(String text, String advice) {
        String message = refused("2026-01-01", text);
        assertTrue(message.startsWith("rows: row 2: column 'day' holds '" + text + "', neither a number nor"), message);
        assertTrue(message.endsWith(". Maybe " + advice), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "2026-01-01T08:00Z"})
    void kindsAreNotMixed(String other) {
        String message = refused("2026-01-01", "2026-01-02", other);
        assertTrue(message.startsWith("rows: row 3: the time '" + other + "' is a "), message);
        assertTrue(message.contains("and '2026-01-01' of example 'e0' is a date without a time zone"), message);
    }
}
