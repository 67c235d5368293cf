package io.dither.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.layer.Decision;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.plugin.PluginCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coordinates that are known by the names of an oracle's variables. */
class NamesTest {
    private static final ColumnRoles ROLES = ColumnRoles.defaults().withFeatures("pay");

    private record Variables(List<String> coordinates) implements NamedCoordinates {
        @Override
        public int dimension() {
            return coordinates.size();
        }

        @Override
        public OracleSession openSession() {
            return LinearOracle.of(dimension(), theta -> new double[dimension()])
                    .openSession();
        }
    }

    private static OracleTexts oracles(String... names) {
        OracleProvider one = OracleProvider.of("roster", "one", p -> new Variables(List.of(names)));
        return OracleTexts.of("roster", new OracleRegistry(PluginCatalogue.of(one)));
    }

    @TempDir
    Path folder;

    private History rows(String name, String lines) {
        try {
            return Histories.standard()
                    .open(Files.writeString(folder.resolve(name), lines.replace('/', '\n'))
                            .toString());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static double[] pay(Examples examples) {
        var features = examples.observations().get(0).features();
        double[] pay = new double[features.rows()];
        for (int i = 0; i < pay.length; i++) {
            pay[i] = features.get(i, 0);
        }
        return pay;
    }

    private Examples shared(String coordinates, String decision, String... names) {
        return Layouts.readShared(
                rows("c.csv", coordinates), rows("h.csv", "example,decision/a," + decision), ROLES, oracles(names));
    }

    @Test
    void linesAreMatchedByNamesInAnyOrder() {
        String lines = "coordinate,pay/ann_tue,2/bob_mon,3/ann_mon,1";
        Examples read = shared(lines, "bob_mon ann_mon", "ann_mon", "ann_tue", "bob_mon");
        assertArrayEquals(new double[] {1, 2, 3}, pay(read));
        assertArrayEquals(
                new double[] {1, 0, 1},
                ((Decision) read.observations().get(0).target()).point().toArray());
        Examples numbered = shared("coordinate,pay/2,3/0,1/1,2", "0", "ann_mon", "ann_tue", "bob_mon");
        assertArrayEquals(new double[] {1, 2, 3}, pay(numbered));
        Examples mixed = Layouts.readLong(
                rows("l.csv", "example,coordinate,pay,decision/a,y,1,1/a,x,2,0"), ROLES, oracles("y", "x"));
        assertArrayEquals(new double[] {1, 2}, pay(mixed), "the order of the oracle, not of the alphabet");
    }

    private void assertMessage(String expected, String coordinates, String... names) {
        String message = assertThrows(DataException.class, () -> shared(coordinates, "0", names))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void otherNamesAreRefusedWithOneThatThereIs() {
        assertMessage(
                "c.csv:3: column 'coordinate' holds 'z', which is not the name of a coordinate of the oracle, whose first is"
                        + " 'y'. Maybe give numbers, from 0 to 1",
                "coordinate,pay/y,1/z,2",
                "y",
                "x");
        assertMessage("'y', the name of several coordinates", "coordinate,pay/y,1/1,2", "y", "y");
        assertMessage("holds '7', not a whole number from 0 to 1", "coordinate,pay/7,1/1,2", "y", "x");
        String message = assertThrows(
                        DataException.class,
                        () -> Layouts.readLong(
                                rows("l.csv", "example,coordinate,pay,decision/a,y,1,1/a,z,2,0"),
                                ROLES,
                                oracles("y", "x")))
                .getMessage();
        assertTrue(message.contains("l.csv:3: example 'a' has coordinate 'z', which is not the name of one"), message);
    }

    @Test
    void decisionsAreWrittenByNamesThatReadAsThese() {
        Decision decision = Decision.of(1, 0, 1);
        assertEquals("a_1 c_1", DecisionText.of(decision.point(), new Variables(List.of("a_1", "b_1", "c_1"))));
        for (List<String> unclear : List.of(
                List.of("ann mon", "b", "c"),
                List.of("7", "b", "c"),
                List.of("[a", "b", "c"),
                List.of("", "b", "c"),
                List.of("a", "a", "c"),
                List.of("a>b", "b", "c"))) {
            assertEquals("0 2", DecisionText.of(decision.point(), new Variables(unclear)), unclear.toString());
        }
        assertEquals("[2 0]", DecisionText.of(Decision.of(2, 0).point(), new Variables(List.of("a", "b"))));
    }
}
