package io.dither.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.ColumnRoles.Role;
import io.dither.error.DataException;
import io.dither.learn.model.Observation;
import io.dither.oracle.OracleRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which columns rows need, by what they are read for. */
class PurposeTest {
    /** How rows of one layout are read: a case has two coordinates. */
    enum Layout {
        LONG(
                List.of("id", "coordinate", "km", "chosen", "truth", "who", "often", "day"),
                (rows, roles) -> Layouts.readLong(rows, roles, oracles())) {
            @Override
            List<Map<String, Object>> rows(String id, String chosen) {
                return List.of(
                        row(id, "0", 1, chosen.isEmpty() ? "" : chosen.equals("0") ? 1 : 0, 1),
                        row(id, "1", 2, chosen.isEmpty() ? "" : chosen.equals("1") ? 1 : 0, 2));
            }
        },
        WIDE(
                List.of("id", "km", "chosen", "truth", "who", "often", "day"),
                (rows, roles) -> Layouts.readWide(rows, roles, oracles())) {
            @Override
            List<Map<String, Object>> rows(String id, String chosen) {
                return List.of(row(id, "", 1, chosen, "[1 2]"));
            }
        },
        SHARED(List.of("id", "chosen", "who", "often", "day"), (rows, roles) -> {
            List<Map<String, ?>> roads =
                    List.of(Map.of("coordinate", 0, "km", 1, "truth", 1), Map.of("coordinate", 1, "km", 2, "truth", 2));
            return Layouts.readShared(History.of("roads", roads), rows, roles, oracles());
        }) {
            @Override
            List<Map<String, Object>> rows(String id, String chosen) {
                return List.of(row(id, "", 1, chosen, "[1 2]"));
            }
        };

        private final List<String> columns;
        private final BiFunction<History, ColumnRoles, Examples> reader;

        Layout(List<String> columns, BiFunction<History, ColumnRoles, Examples> reader) {
            this.columns = columns;
            this.reader = reader;
        }

        abstract List<Map<String, Object>> rows(String id, String chosen);

        Map<String, Object> row(String id, String coordinate, int km, Object chosen, Object truth) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", id);
            row.put("coordinate", coordinate);
            row.put("km", km);
            row.put("chosen", chosen);
            row.put("truth", truth);
            row.put("who", "p" + id);
            row.put("often", 2);
            row.put("day", id);
            row.keySet().retainAll(columns);
            return row;
        }

        private static OracleTexts oracles() {
            return OracleTexts.of("argmax:n=2", OracleRegistry.discover());
        }

        /** Two examples, of which some columns are taken away and others emptied. */
        Examples read(ColumnRoles roles, List<String> absent, List<String> empty) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (String id : List.of("1", "2")) {
                for (Map<String, Object> row : rows(id, "1")) {
                    row.keySet().removeAll(absent);
                    empty.forEach(column -> row.replace(column, ""));
                    rows.add(row);
                }
            }
            return reader.apply(History.of("rows", rows), roles);
        }

        /** Roles of columns whose names are not the usual ones, as a model has learnt them. */
        ColumnRoles learnt() {
            ColumnRoles roles = ColumnRoles.defaults()
                    .with(Role.EXAMPLE, "id")
                    .with(Role.DECISION, "chosen")
                    .with(Role.COST, "truth")
                    .with(Role.CLUSTER, "who")
                    .with(Role.WEIGHT, "often")
                    .with(Role.TIME, "day")
                    .withFeatures("km");
            return roles.withLearnt(read(roles, List.of(), List.of()).columns());
        }
    }

    private static final List<String> OF_LEARNING = List.of("chosen", "truth", "who", "often", "day");

    private static String refused(Layout layout, Purpose purpose, List<String> absent, List<String> empty) {
        ColumnRoles roles = layout.learnt().withPurpose(purpose);
        return String.valueOf(assertThrows(DataException.class, () -> layout.read(roles, absent, empty))
                .getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void aModelDecidesRowsWithoutWhatOnlyLearningKnows(Layout layout) {
        for (Purpose purpose : List.of(Purpose.DECIDE, Purpose.EXPLAIN)) {
            ColumnRoles roles = layout.learnt().withPurpose(purpose);
            for (Examples read :
                    List.of(layout.read(roles, OF_LEARNING, List.of()), layout.read(roles, List.of(), OF_LEARNING))) {
                assertEquals(2, read.instances().size());
                assertEquals(List.of(), read.observations());
                assertEquals("", read.instances().get(0).cluster(), "nobody is known by this name");
                assertEquals(Map.of(), read.ranks());
            }
            Examples full = layout.read(roles, List.of(), List.of());
            assertEquals("p1", full.instances().get(0).cluster());
            assertEquals(purpose == Purpose.EXPLAIN ? 2 : 0, full.observations().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDecidedByAModelMayHoldAnyDecision(Layout layout) {
        List<Map<String, Object>> rows = new ArrayList<>(layout.rows("1", "1"));
        rows.forEach(row -> row.replace("chosen", "not yet"));
        Examples read =
                layout.reader.apply(History.of("rows", rows), layout.learnt().withPurpose(Purpose.DECIDE));
        assertEquals(1, read.instances().size());
    }

    @ParameterizedTest
    @EnumSource
    void learningAndEvaluatingNeedEveryDecision(Layout layout) {
        for (Purpose purpose : List.of(Purpose.LEARN, Purpose.EVALUATE)) {
            assertTrue(refused(layout, purpose, List.of("chosen"), List.of()).contains("has no column 'chosen'"));
            assertTrue(refused(layout, purpose, List.of(), List.of("chosen")).contains("column 'chosen' is empty"));
            for (String column : List.of("who", "often")) {
                assertTrue(refused(layout, purpose, List.of(column), List.of()).contains(column));
                assertTrue(refused(layout, purpose, List.of(), List.of(column)).contains(column));
            }
        }
        assertTrue(refused(layout, Purpose.LEARN, List.of("day"), List.of()).contains("has no column 'day'"));
        Examples read = layout.read(layout.learnt().withPurpose(Purpose.EVALUATE), List.of("truth", "day"), List.of());
        assertEquals(2, read.observations().size());
        assertEquals(Map.of(), read.ranks());
    }

    @ParameterizedTest
    @EnumSource
    void trueCostsAreThereToEvaluateBy(Layout layout) {
        Observation one = layout.read(layout.learnt().withPurpose(Purpose.EVALUATE), List.of(), List.of())
                .observations()
                .get(0);
        assertArrayEquals(new double[] {1, 2}, one.costs());
        assertEquals(2, one.weight());
    }

    @Test
    void aDecisionThatIsThereInPartIsRefused() {
        List<Map<String, Object>> rows = new ArrayList<>(Layout.LONG.rows("1", "1"));
        rows.get(0).replace("chosen", "");
        ColumnRoles roles = Layout.LONG.learnt().withPurpose(Purpose.EXPLAIN);
        DataException refused =
                assertThrows(DataException.class, () -> Layout.LONG.reader.apply(History.of("rows", rows), roles));
        assertEquals(
                "rows: row 1: column 'chosen' is empty, but not on other lines of example '1'. Maybe write 0 where something"
                        + " was not chosen",
                refused.getMessage());
    }
}
