package io.dither.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.ColumnRoles.Role;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.Features;
import io.dither.oracle.OracleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Features made by formulas, and coordinates that differ by a column, in all layouts. */
class TermsTest {
    private static final ColumnRoles ROLES = ColumnRoles.defaults();

    private static final String ROADS = "source,target,km,kind/a,b,2,hill/b,c,3,flat/a,c,4,hill";
    private static final String TRIPS = "example,rain,hour,decision/t1,0.5,7,0/t2,2,8,1/t3,0.5,7,2";

    @TempDir
    private Path folder;

    private History history(String name, String text) {
        try {
            return Histories.standard()
                    .open(Files.writeString(folder.resolve(name), text.replace('/', '\n'))
                            .toString());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static OracleTexts oracles(String template, String... names) {
        return new OracleTexts(template, OracleRegistry.discover(), oracle -> List.of(names));
    }

    private Examples shared(String roads, String trips, ColumnRoles roles, String... names) {
        return Layouts.readShared(
                history("roads.csv", roads), history("trips.csv", trips), roles, oracles("argmax:n={d}", names));
    }

    private Examples shared(ColumnRoles roles) {
        return shared(ROADS, TRIPS, roles);
    }

    private static double[] row(Features features, int row) {
        double[] values = new double[features.columns()];
        for (int k = 0; k < values.length; k++) {
            values[k] = features.get(row, k);
        }
        return values;
    }

    private static double[] row(Examples examples, int example, int row) {
        return row(examples.instances().get(example).features(), row);
    }

    private void assertMessage(String message, Executable reading) {
        String said = String.valueOf(assertThrows(DataException.class, reading).getMessage());
        String shown = said.replace(folder + "/", "");
        assertTrue(shown.startsWith(message), () -> shown + " does not start with " + message);
    }

    @Test
    void columnsOfExamplesMultiplyThoseOfCoordinates() {
        Examples read = shared(ROLES.withFeatures("km, log(km):square(rain), C(kind):rain, km:C(hour)"));
        assertEquals(
                List.of("km", "log(km):square(rain)", "kind=hill:rain", "km:hour=8"),
                read.columns().names());
        assertArrayEquals(new double[] {2, Math.log(2) * 0.25, 0.5, 0}, row(read, 0, 0));
        assertArrayEquals(new double[] {3, Math.log(3) * 4, 0, 3}, row(read, 1, 1));
        assertArrayEquals(new double[] {4, Math.log(4) * 4, 2, 4}, row(read, 1, 2));
        assertSame(read.instances().get(0).features(), read.instances().get(2).features(), "of the same rain and hour");
    }

    @Test
    void columnsOfExamplesAloneAreRefused() {
        String said = String.valueOf(
                assertThrows(InvalidArgumentException.class, () -> shared(ROLES.withFeatures("km", "rain")))
                        .getMessage());
        assertEquals(
                "--features: 'rain' is made of columns of the examples alone, and adds the same to all coordinates. "
                        + "Maybe multiply it by a column of the coordinates, such as km:rain.",
                said);
        assertMessage("roads.csv: has no column 'snow'", () -> shared(ROLES.withFeatures("km:snow")));
    }

    @Test
    void errorsInTheMembershipNameItsOption() {
        for (String text : List.of("age; 2", "C(age, ref=1), C(age, ref=2)")) {
            String message = String.valueOf(assertThrows(
                            InvalidArgumentException.class, () -> shared(ROLES.with(ColumnRoles.Role.MEMBERSHIP, text)))
                    .getMessage());
            assertTrue(message.startsWith("--membership: '"), message);
        }
    }

    @Test
    void whatWasLearntReadsOtherExamples() {
        FeatureColumns learnt =
                shared(ROLES.withFeatures("C(kind), km:C(hour), bin(km; 3)")).columns();
        assertEquals(List.of("kind=hill", "km:hour=7", "km:hour=8", "km >= 3"), learnt.names());
        String roads = "source,target,km,kind,hour/a,b,2,hill,1/b,c,3,flat,1";
        Examples read = shared(roads, "example,hour,decision/t1,8,0", ROLES.withLearnt(learnt));
        assertArrayEquals(new double[] {1, 0, 2, 0}, row(read, 0, 0), "the hour is still that of the example");
        assertMessage(
                "trips.csv:3: column 'hour' holds '9', but the model was learnt on 7, 8",
                () -> shared(roads, "example,hour,decision/t1,8,0/t2,9,0", ROLES.withLearnt(learnt)));
        assertMessage(
                "trips.csv: has no column 'hour'",
                () -> shared(roads, "example,decision/t1,0", ROLES.withLearnt(learnt)));
    }

    @Test
    void longAndWideLinesHoldAllColumns() {
        Examples read = Layouts.readLong(
                history("h.csv", "example,coordinate,price,rain,decision/a,0,2,3,1/a,1,5,3,0"),
                ROLES.withFeatures("log(price), price:rain"),
                oracles("argmax:n={d}"));
        assertArrayEquals(new double[] {Math.log(5), 15}, row(read, 0, 1));
        Examples wide = Layouts.readWide(
                history("h.csv", "example,rain,hour,decision/a,2,8,0/b,3,9,1"),
                ROLES.withFeatures("rain*C(hour)"),
                oracles("argmax:n=2"));
        assertEquals(List.of("rain", "hour=9", "rain:hour=9"), wide.columns().names());
        assertArrayEquals(new double[] {3, 1, 3}, row(wide, 1, 0));
    }

    @Test
    void whatIsNotFiniteIsToldWithLineAndColumn() {
        assertMessage(
                "roads.csv:3: column 'km' holds '0', of which log(km) is not a finite number. Maybe use log1p",
                () -> shared("source,target,km/a,b,1/b,c,0", TRIPS, ROLES.withFeatures("log(km)")));
        assertMessage(
                "trips.csv:2: column 'rain' holds '-1', of which sqrt(rain) is not a finite number",
                () -> shared(ROADS, "example,rain,decision/t,-1,0", ROLES.withFeatures("km:sqrt(rain)")));
        assertMessage(
                "trips.csv:2: column 'hour' is empty",
                () -> shared(ROADS, "example,hour,decision/t,,0", ROLES.withFeatures("km:C(hour)")));
    }

    @Test
    void namesThatLookLikeFormulasStandInBackticks() {
        Examples all = shared("km:h,\"a,b\"/1,2/3,4", "example,decision/t,0", ROLES);
        assertEquals(List.of("km:h", "a,b"), all.columns().names());
        Examples read = shared("km:h,\"a,b\"/1,2/3,4", "example,decision/t,0", ROLES.withFeatures("log(`a,b`)"));
        assertArrayEquals(new double[] {Math.log(4)}, row(read, 0, 1));
    }

    private static final String HOURLY = "source,target,hour,km/a,b,7,2/b,c,,3/a,c,8,5/a,c,7,4/a,b,8,9/a,b,,1";

    private static final String[] EDGES = {"a->c", "a->b", "b->c"};

    @Test
    void coordinatesDifferByAColumn() {
        ColumnRoles roles = ROLES.with(Role.VARY_BY, "hour");
        Examples read = shared(HOURLY, TRIPS, roles, EDGES);
        assertEquals(List.of("km"), read.columns().names());
        assertArrayEquals(new double[] {4}, row(read, 0, 0));
        assertArrayEquals(new double[] {2}, row(read, 0, 1));
        assertArrayEquals(new double[] {3}, row(read, 0, 2));
        assertArrayEquals(new double[] {5}, row(read, 1, 0));
        assertArrayEquals(new double[] {9}, row(read, 1, 1));
        assertArrayEquals(new double[] {3}, row(read, 1, 2));
        assertSame(read.instances().get(0).features(), read.instances().get(2).features());
        assertNotSame(
                read.instances().get(0).features(), read.instances().get(1).features());
    }

    @Test
    void theyAreMatchedAsNumbersAndWhatHasNoLineIsTold() {
        ColumnRoles roles = ROLES.with(Role.VARY_BY, "hour");
        String others = "/a,c,,6";
        Examples plain = shared(HOURLY + others, TRIPS, roles, EDGES);
        assertEquals(List.of(), plain.notes());
        for (String spelled : List.of("%s.0", "0%s", "%s e0".replace(" ", ""))) {
            String trips = TRIPS.replaceAll(",([78]),", "," + spelled.formatted("$1") + ",");
            Examples read = shared(HOURLY + others, trips, roles, EDGES);
            for (int i = 0; i < 3; i++) {
                assertArrayEquals(row(plain, i, 0), row(read, i, 0));
            }
            assertEquals(List.of(), read.notes());
        }
        String some = TRIPS.replaceFirst(",8,", ",9,");
        assertEquals(
                List.of(folder.resolve("trips.csv") + ": 1 of 3 examples have a 'hour' (9) that occurs in no line of "
                        + folder.resolve("roads.csv") + ", which has 7, 8: they use the lines without a value"),
                shared(HOURLY + others, some, roles, EDGES).notes());
        String tens = HOURLY.replace(",8,", ",10,") + others;
        assertTrue(shared(tens, some, roles, EDGES).notes().get(0).contains("which has 10, 7: they"));
        String none = TRIPS.replaceAll(",([78]),", ",$1h,");
        assertMessage(
                "trips.csv: 3 of 3 examples have a 'hour' (7h, 8h) that occurs in no line of ",
                () -> shared(HOURLY + others, none, roles, EDGES));
        Examples decided = shared(
                HOURLY + others,
                none,
                roles.withLearnt(plain.columns()).withPurpose(ColumnRoles.Purpose.DECIDE),
                EDGES);
        assertEquals(1, decided.notes().size());
        assertArrayEquals(new double[] {6}, row(decided, 0, 0));
    }

    @Test
    void theyDifferInCostsAndByExamplesToo() {
        String roads = "coordinate,hour,km,cost/0,7,1,10/1,,2,20/0,8,3,30";
        Examples read = shared(
                roads,
                TRIPS.replace(",2/", ",1/").replace("7,2", "7,1"),
                ROLES.with(Role.VARY_BY, "hour").withFeatures("km:rain, km:C(hour)"));
        assertEquals(
                List.of("km:rain", "km:hour=7", "km:hour=8"), read.columns().names());
        assertArrayEquals(new double[] {10, 20}, read.observations().get(0).costs());
        assertArrayEquals(new double[] {30, 20}, read.observations().get(1).costs());
        assertArrayEquals(new double[] {6, 0, 3}, row(read, 1, 0));
    }

    @Test
    void whatIsMissingOrTwiceIsTold() {
        ColumnRoles roles = ROLES.with(Role.VARY_BY, "hour");
        assertMessage(
                "trips.csv:3: column 'hour' holds '9', for which roads.csv has no line of coordinate a->c. Maybe add it,"
                        + " or a line with an empty hour",
                () -> shared(HOURLY, TRIPS.replace("2,8", "2,9"), roles, EDGES));
        assertMessage(
                "roads.csv:8: coordinate 1 is there already, on line 2",
                () -> shared(HOURLY + "/a,b,7,6", TRIPS, roles, EDGES));
        assertMessage("trips.csv: has no column 'hour'", () -> shared(HOURLY, "example,decision/t,0", roles, EDGES));
        assertMessage(
                "roads.csv: the oracle names no coordinates. Maybe add a column coordinate with their numbers",
                () -> shared(HOURLY, TRIPS, roles));
        assertThrows(InvalidArgumentException.class, () -> shared("km,hour/1,7/2,7", TRIPS, roles));
        assertThrows(
                InvalidArgumentException.class,
                () -> Layouts.readLong(history("h.csv", "example,coordinate,hour"), roles, oracles("argmax:n=1")));
        assertThrows(
                InvalidArgumentException.class,
                () -> Layouts.readWide(history("h.csv", "example,hour,decision"), roles, oracles("argmax:n=1")));
    }
}
