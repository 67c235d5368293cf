package io.dither.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.ColumnRoles.Role;
import io.dither.error.DataException;
import io.dither.layer.Decision;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.plugin.PluginCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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
        Examples namedByNumbers = shared("coordinate,pay/2,1/3,2/1,3", "3", "2", "3", "1");
        assertArrayEquals(new double[] {1, 2, 3}, pay(namedByNumbers), "numbers that are names are not indices");
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
                List.of("[a", "b", "c"), List.of("", "b", "c"), List.of("a", "a", "c"), List.of("a;b", "b", "c"))) {
            assertEquals("0 2", DecisionText.of(decision.point(), new Variables(unclear)), unclear.toString());
        }
        Variables zeroIsUnclear = new Variables(List.of("a", "b;c", "d"));
        assertEquals("[2 0 1]", DecisionText.of(Decision.of(2, 0, 1).point(), zeroIsUnclear), "b;c=0 is not written");
        Vertex dense = new Vertex(3);
        dense.dense()[2] = 1;
        assertEquals("d", DecisionText.of(dense, zeroIsUnclear), "as if it was sparse");
    }

    @Test
    void whatIsWrittenByNamesIsReadAgain() {
        List<List<String>> named = List.of(
                List.of("a", "b", "c", "d"),
                List.of("ann mon", "ann tue", "bob", "c"),
                List.of("7", "3", "0", "2"),
                List.of("o17>ada", "o17>bob", "o18>ada", "o18>bob"),
                List.of("1>1", "1>2", "2>1", "2>2"),
                List.of("a->b", "b->c", "c->a", "a->d"),
                List.of("h->a", "a->h", "h->b", "b->h"),
                List.of("New York->Rome", "Rome->Ulm", "Ulm->Bonn", "x-y"));
        double[][] points = {{1, 0, 0, 0}, {0, 1, 1, 0}, {1, 1, 1, 1}, {2, 0, 1, 3}, {0, 0.5, 0, 0}, {0, 0, 0, 0}};
        for (List<String> names : named) {
            for (double[] point : points) {
                String text = DecisionText.of(Decision.of(point).point(), new Variables(names));
                Examples read = Layouts.readWide(
                        rows("w.csv", "example,pay,decision/a,1," + text),
                        ROLES,
                        oracles(names.toArray(String[]::new)));
                assertArrayEquals(point, read.observations().get(0).target().values(), text);
            }
        }
        assertEquals(
                "7=2 0=1 2=3",
                DecisionText.of(Decision.of(points[3]).point(), named.get(2)).replace(" 3=0", ""));
        assertEquals("ann tue; bob", DecisionText.of(Decision.of(points[1]).point(), named.get(1)));
        assertEquals("h>a>h; h>b>h", DecisionText.of(Decision.of(points[2]).point(), named.get(6)));
    }

    private static final String CHOICES = "example,coordinate,pay,decision/m,car,1,0/m,sm,2,1/m,train,3,0";

    private Examples alternatives(String lines, ColumnRoles roles, String oracle) {
        return Layouts.readLong(rows("l.csv", lines), roles, OracleTexts.of(oracle, OracleRegistry.discover()));
    }

    /** The order of labels means nothing, and some may be missing. */
    @Test
    void alternativesAreLabels() {
        Examples read =
                alternatives(CHOICES + "/n,train,3,1/n,car,1,0/o,bus,7,0/o,13,5,1/o,2,6,0", ROLES, "argmax:n={d}");
        assertEquals(List.of("car", "sm", "train"), read.instances().get(0).coordinates());
        assertEquals(List.of("car", "train"), read.instances().get(1).coordinates());
        assertEquals(List.of(), read.columns().coordinates());
        Vertex chosen = ((Decision) read.observations().get(1).target()).point();
        assertEquals("train", read.instances().get(1).text(chosen));
        assertEquals(
                "train", read.decisionTexts().apply(chosen, read.observations().get(1)));
        assertEquals(List.of(), read.coordinates());
        Examples codes = alternatives(
                "example,coordinate,pay,decision/m,10,1,0/m,3,2,1/m,2,3,0",
                ROLES,
                "ranking:n={d}".replace("ranking", "argmax"));
        assertEquals(List.of("2", "3", "10"), codes.coordinates());
        assertEquals(
                "3",
                codes.instances()
                        .get(0)
                        .text(((Decision) codes.observations().get(0).target()).point()));
        Examples ranks = alternatives(CHOICES.replace("1,0/m", "1,2/m").replace("3,0", "3,0"), ROLES, "ranking:n=3");
        assertEquals(
                "car=2 sm=1 train=0",
                ranks.instances()
                        .get(0)
                        .text(((Decision) ranks.observations().get(0).target()).point()));
    }

    private static final String SHIFTS = "example,coordinate,pay,decision/m,off,1,0/m,early,2,1/m,night,3,0";
    private static final String PLACES = "product:of=(argmax:n=2;hypercube:n=1)";

    /** An oracle that knows places takes texts in the order in which all examples list them, and a model keeps that order. */
    @Test
    void textsOfPlacesAreNeverSorted() {
        Examples read = alternatives(SHIFTS + "/n,off,4,1/n,early,5,0/n,night,6,1", ROLES, PLACES);
        assertEquals(List.of("off", "early", "night"), read.columns().coordinates());
        assertArrayEquals(new double[] {1, 2, 3}, pay(read));
        ColumnRoles learnt = ROLES.withLearnt(read.columns());
        Examples later = alternatives("example,coordinate,pay/x,night,9/x,off,7/x,early,8", learnt, PLACES);
        assertEquals(7, later.instances().get(0).features().get(0, 0));
        assertEquals(List.of("off", "early", "night"), later.instances().get(0).coordinates());
        assertRefused(
                "examples 'm' and 'n' list them in different ways: off, early, night and early, off, night",
                () -> alternatives(SHIFTS + "/n,early,5,0/n,off,4,1/n,night,6,1", ROLES, PLACES));
        assertRefused("by number", () -> alternatives(SHIFTS + "/n,0,4,1/n,1,5,0/n,2,6,1", ROLES, PLACES));
        assertRefused(
                "l.csv:2: example 'x' has no coordinate 0, but 1: this oracle numbers its coordinates from 0. Maybe subtract 1",
                () -> alternatives("example,coordinate,pay,decision/x,1,1,0/x,2,1,1/x,3,1,0", ROLES, PLACES));
        assertRefused(
                "l.csv:4: example 'x' has no coordinate 2, but 3: this oracle numbers its coordinates from 0. Maybe leave",
                () -> alternatives("example,coordinate,pay,decision/x,0,1,0/x,1,1,1/x,3,1,0", ROLES, PLACES));
        assertRefused(
                "l.csv:4: example 'x' has coordinate 'late', which is not the name of one coordinate: there are off, early, night.",
                () -> alternatives("example,coordinate,pay/x,off,9/x,early,8/x,late,7", learnt, PLACES));
        Examples numbers = alternatives("example,coordinate,pay,decision/x,2,1,0/x,1,2,1/x,0,3,0", ROLES, PLACES);
        assertArrayEquals(new double[] {3, 2, 1}, pay(numbers));
        assertRefused(
                "example 'm' has coordinate 'off', but the model was learnt without such names. Maybe number them from 0",
                () -> alternatives(SHIFTS, ROLES.withLearnt(numbers.columns()), PLACES));
        ColumnRoles given = ROLES.with(Role.ALTERNATIVES, "early, night, off");
        assertArrayEquals(
                new double[] {2, 3, 1},
                pay(alternatives(
                        SHIFTS.replace("2,1/m", "2,0/m")
                                .replace("m,off,1,0", "m,off,1,1")
                                .replace("m,early,2,0", "m,early,2,1"),
                        given,
                        PLACES)));
    }

    private static void assertRefused(String message, Executable reading) {
        String said =
                String.valueOf(assertThrows(RuntimeException.class, reading).getMessage());
        assertTrue(said.contains(message), said);
    }

    private static final String DAYS = "day,order,driver,pay,decision/m,17,bob,1,0/m,9,ada,2,0/m,17,ada,3,1/m,9,bob,4,1"
            + "/t,5,ada,5,0/t,5,cy,6,1/t,5,bob,7,0";

    /** Rows and columns of assignments are known by names, as many as there are. */
    @Test
    void assignmentsHaveRowsAndColumns() {
        ColumnRoles roles =
                ROLES.with(Role.EXAMPLE, "day").with(Role.ROW, "order").with(Role.COLUMN, "driver");
        for (String oracle :
                List.of("assignment:rows={rows},cols={columns}", "assignment:rows={rows},cols={cols},sense=maximize")) {
            Examples read = alternatives(DAYS, roles, oracle);
            Instance first = read.instances().get(0);
            assertEquals(List.of("9>ada", "9>bob", "17>ada", "17>bob"), first.coordinates());
            assertArrayEquals(new double[] {2, 4, 3, 1}, pay(read));
            assertEquals(
                    "9>bob 17>ada",
                    first.text(((Decision) read.observations().get(0).target()).point()));
            assertTrue(read.instances().get(1).oracleText().startsWith("assignment:rows=1,cols=3"));
            assertEquals(List.of("pay"), read.columns().names());
        }
        String oracle = "assignment:rows={rows},cols={cols}";
        assertRefused(
                "example 'm' has no line for row '9' and column 'bob'. Maybe add it",
                () -> alternatives(DAYS.replace("/m,9,bob,4,1", ""), roles, oracle));
        assertRefused(
                "example 'm' has 2 rows and 3 columns, but its oracle has 3 and 2. Maybe write rows={rows},cols={cols}",
                () -> alternatives(DAYS + "/m,9,cy,1,0/m,17,cy,1,0", roles, "assignment:rows={cols},cols={rows}"));
        assertRefused("17>a", () -> alternatives(DAYS.replace("17", "17>a"), roles, oracle));
        assertRefused(
                "--row order --column driver",
                () -> alternatives(DAYS, ROLES.with(Role.EXAMPLE, "day").with(Role.ROW, "order"), oracle));
        assertRefused(
                "--row and --column are both 'order'",
                () -> alternatives(DAYS, roles.with(Role.COLUMN, "order"), oracle));
        // a choice among pairs needs no grid
        Examples pairs = alternatives(DAYS.replace("/m,9,bob,4,1", ""), roles, "argmax:n={d}");
        assertEquals(
                List.of("9>ada", "17>ada", "17>bob"), pairs.instances().get(0).coordinates());
    }

    /** Without names of the oracle, the file of the coordinates is in its order, and names them. */
    @Test
    void sharedLinesNameTheirPlaces() {
        OracleTexts knapsack = OracleTexts.of("knapsack:weights=(3,4,5),capacity=8", OracleRegistry.discover());
        Examples read = Layouts.readShared(
                rows("c.csv", "coordinate,pay/tent,2/stove,3/gas tank,1"),
                rows("h.csv", "example,decision/a,gas tank; tent/b,stove"),
                ROLES,
                knapsack);
        Vertex chosen = ((Decision) read.observations().get(0).target()).point();
        assertArrayEquals(new double[] {1, 0, 1}, chosen.toArray());
        assertArrayEquals(new double[] {2, 3, 1}, pay(read));
        assertEquals("tent; gas tank", read.instances().get(0).text(chosen));
        assertEquals(List.of("tent", "stove", "gas tank"), read.columns().coordinates());
        assertRefused(
                "column 'coordinate' holds a name twice",
                () -> Layouts.readShared(
                        rows("c.csv", "coordinate,pay/tent,2/stove,3/tent,1"),
                        rows("h.csv", "example,decision/a,stove"),
                        ROLES,
                        knapsack));
        assertRefused(
                "c.csv:4: column 'coordinate' holds 'gas;tank', but ; separates names",
                () -> Layouts.readShared(
                        rows("c.csv", "coordinate,pay/tent,2/stove,3/gas;tank,1"),
                        rows("h.csv", "example,decision/a,stove"),
                        ROLES,
                        knapsack));
        Examples edges = Layouts.readShared(
                rows("c.csv", "source,target,pay/a,b,2/b,c,3/a,c,1"),
                rows("h.csv", "example,decision/a,a>b"),
                ROLES,
                OracleTexts.of("top-k:n=3,k=1", OracleRegistry.discover()));
        assertEquals(
                "a>b",
                edges.instances()
                        .get(0)
                        .text(((Decision) edges.observations().get(0).target()).point()));
    }

    @Test
    void wideDecisionsMayBeNamed() {
        String lines = "example,pay,decision/a,1,SM/b,2,Swiss Train/c,3,CAR";
        ColumnRoles roles = ROLES.with(Role.ALTERNATIVES, "CAR, SM, Swiss Train");
        OracleTexts argmax = OracleTexts.of("argmax:n=3", OracleRegistry.discover());
        Examples read = Layouts.readWide(rows("w.csv", lines), roles, argmax);
        assertArrayEquals(
                new double[] {0, 0, 1}, read.observations().get(1).target().values());
        assertEquals(
                "SM",
                read.instances()
                        .get(0)
                        .text(((Decision) read.observations().get(0).target()).point()));
        assertEquals(List.of("CAR", "SM", "Swiss Train"), read.columns().coordinates());
        Examples codes = Layouts.readWide(
                rows("w.csv", "example,pay,decision/a,1,1.0/b,2,3"), ROLES.with(Role.ALTERNATIVES, "1,2,3"), argmax);
        assertArrayEquals(
                new double[] {1, 0, 0}, codes.observations().get(0).target().values());
        assertRefused(
                "holds '0', where '0' is not the name of a coordinate: there are 1, 2, 3.",
                () -> Layouts.readWide(
                        rows("w.csv", "example,pay,decision/a,1,0"), ROLES.with(Role.ALTERNATIVES, "1,2,3"), argmax));
        assertRefused(
                "such as --alternatives SM,...",
                () -> Layouts.readWide(rows("w.csv", "example,pay,decision/a,1,SM"), ROLES, argmax));
        assertRefused(
                "there are 2 names of coordinates (CAR, SM), but the oracle has 3",
                () -> Layouts.readWide(rows("w.csv", lines), ROLES.with(Role.ALTERNATIVES, "CAR,SM"), argmax));
        assertRefused(
                "gives a name twice",
                () -> Layouts.readWide(rows("w.csv", lines), ROLES.with(Role.ALTERNATIVES, "CAR,CAR,SM"), argmax));
        assertRefused(
                "names 'b;x', but ; separates names",
                () -> Layouts.readWide(rows("w.csv", lines), ROLES.with(Role.ALTERNATIVES, "CAR,b;x,SM"), argmax));
        assertRefused(
                "that the oracle names itself, such as 'a'",
                () -> Layouts.readWide(rows("w.csv", lines), roles, oracles("a", "b", "c")));
    }
}
