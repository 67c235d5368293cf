package io.dither.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.ColumnRoles.Role;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.plugin.Parameter;
import io.dither.plugin.PluginCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HabitsTest {
    private static final double EPS = 1e-12;
    private static final String LONG = "example,day,coordinate,size,decision/";
    private static final String WIDE = "example,day,rain,decision/";

    @TempDir
    private Path folder;

    private History history(String text) throws IOException {
        return Histories.standard()
                .open(Files.writeString(folder.resolve("h.csv"), text.replace('/', '\n'))
                        .toString());
    }

    private static ColumnRoles roles(String habits) {
        return ColumnRoles.defaults().with(Role.TIME, "day").withHabits(Habits.parse(habits));
    }

    private static Examples readLong(History history, ColumnRoles roles) {
        return Layouts.readLong(history, roles, OracleTexts.of("argmax:n={d}", OracleRegistry.discover()));
    }

    private static Examples readWide(History history, ColumnRoles roles, String oracle) {
        return Layouts.readWide(history, roles, OracleTexts.of(oracle, OracleRegistry.discover()));
    }

    private static double[] column(Features features, int column) {
        return IntStream.range(0, features.rows())
                .mapToDouble(j -> Math.exp(-features.get(j, column)))
                .toArray();
    }

    private static Features of(Examples examples, String id) {
        return examples.instances().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow()
                .features();
    }

    @Test
    void aModelWithoutHabitsDecidesRowsWithoutTheTime() throws IOException {
        ColumnRoles timed = ColumnRoles.defaults().with(Role.TIME, "day");
        Examples read = readLong(history(LONG + "a,1,bread,1,1/a,1,milk,2,0"), timed);
        History later = history("example,coordinate,size/b,bread,3/b,milk,4");
        assertThrows(DataException.class, () -> readLong(later, timed));
        Examples decided = readLong(later, timed.withLearnt(read.columns()).withPurpose(Purpose.DECIDE));
        assertEquals(1, decided.instances().size());
        assertEquals(Map.of(), decided.ranks());
        Examples counted = readLong(history(LONG + "a,1,bread,1,1/a,1,milk,2,0"), roles("decay=1, smooth=1"));
        assertThrows(
                DataException.class,
                () -> readLong(later, roles("").withLearnt(counted.columns()).withPurpose(Purpose.DECIDE)));
    }

    @Test
    void anExampleKnowsThoseBeforeItAndNeitherItselfNorThoseOfItsTime() throws IOException {
        String text = LONG + "c,10,bread,1,0/c,10,milk,2,1/a,9,bread,1,1/a,9,milk,2,0/b,9,bread,1,1/b,9,milk,2,0/"
                + "d,11,milk,2,1/d,11,tea,3,0";
        Examples read = readLong(history(text), roles("decay=1, smooth=1"));
        assertEquals(List.of("size", "habit"), read.columns().names());
        assertArrayEquals(new double[] {0.5, 0.5}, column(of(read, "a"), 1), EPS);
        assertArrayEquals(new double[] {0.5, 0.5}, column(of(read, "b"), 1), EPS);
        assertArrayEquals(new double[] {3 / 4.0, 1 / 4.0}, column(of(read, "c"), 1), EPS);
        assertArrayEquals(new double[] {2 / 3.0, 1 / 3.0}, column(of(read, "d"), 1), EPS, "milk and tea, by name");
        assertArrayEquals(
                new double[] {1, 2},
                new double[] {of(read, "a").get(0, 0), of(read, "a").get(1, 0)});
        assertEquals(Map.of("a", 0, "b", 0, "c", 1, "d", 2), read.ranks());
        assertEquals("11", read.columns().habits().until());
        assertEquals(
                List.of("b", "c", "d"),
                readLong(history(text), roles("after=1")).observations().stream()
                        .map(Observation::id)
                        .toList());
    }

    @Test
    void aChangedDecisionChangesNoFeatureOfItsOwnOrEarlierTimes() throws IOException {
        String text = LONG + "a,1,0,1,0/a,1,1,2,1/b,2,0,1,X/b,2,1,2,Y/c,3,0,1,1/c,3,1,2,0";
        Examples one = readLong(history(text.replace('X', '1').replace('Y', '0')), roles("decay=0.5"));
        Examples other = readLong(history(text.replace('X', '0').replace('Y', '1')), roles("decay=0.5"));
        for (String id : List.of("a", "b")) {
            assertArrayEquals(column(of(one, id), 1), column(of(other, id), 1), 0);
        }
        assertTrue(column(of(one, "c"), 1)[0] > column(of(other, "c"), 1)[0]);
    }

    @Test
    void rivalsAndCategoriesComeFromColumns() throws IOException {
        String head = "example,day,weekday,coordinate,from,to,decision/";
        String day = "I,T,W,0,x,y,1/I,T,W,1,x,z,0/I,T,W,2,v,y,1/";
        String text = head
                + day.replace("I", "a").replace("T", "1").replace("W", "mo")
                + day.replace("I", "b").replace("T", "2").replace("W", "tu")
                + day.replace("I", "c").replace("T", "8").replace("W", "mo");
        ColumnRoles roles = roles("of={from}-{to}, rivals={from}, rivals={to}, by={weekday}, smooth=1, decay=0.5");
        Examples read = Layouts.readLong(
                history(text), roles, OracleTexts.of("negate:of=(top-k:n={d},k=2)", OracleRegistry.discover()));
        assertEquals(
                List.of("habit|from", "habit|to", "habit|from|weekday", "habit|to|weekday"),
                read.columns().names());
        assertArrayEquals(new double[] {2.5 / 3.5, 1 / 3.5, 1}, column(of(read, "c"), 0), EPS);
        assertArrayEquals(new double[] {0.5, 1, 0.5}, column(of(read, "c"), 1), EPS);
        assertArrayEquals(new double[] {2 / 3.0, 1 / 3.0, 1}, column(of(read, "c"), 2), EPS);
        assertArrayEquals(new double[] {0.5, 0.5, 1}, column(of(read, "b"), 2), EPS, "the first tuesday");
    }

    @Test
    void aModelGoesOnCountingWhereAsked() throws IOException {
        Examples read = readLong(history(LONG + "a,1,0,1,1/a,1,1,2,0"), roles("decay=1, smooth=1"));
        ColumnRoles learnt = roles("").withLearnt(read.columns());
        String later = LONG + "b,2,0,1,1/b,2,1,2,0/c,3,0,1,/c,3,1,2,";
        Examples on = readLong(history(later), learnt);
        assertArrayEquals(new double[] {2 / 3.0, 1 / 3.0}, column(of(on, "b"), 1), EPS);
        assertArrayEquals(new double[] {3 / 4.0, 1 / 4.0}, column(of(on, "c"), 1), EPS);
        assertEquals(1, on.observations().size(), "c is not decided");
        FeatureColumns still = read.columns().with(read.columns().habits().counting(false));
        Examples off = readLong(history(later), roles("").withLearnt(still));
        assertArrayEquals(new double[] {2 / 3.0, 1 / 3.0}, column(of(off, "c"), 1), EPS);
        assertEquals("1", off.columns().habits().until());
        String message = assertThrows(
                        DataException.class, () -> readLong(history(LONG + "b,1,0,1,1/b,1,1,2,0"), learnt))
                .getMessage();
        assertTrue(String.valueOf(message).contains("h.csv:2: example 'b' is of the time 1"), message);
    }

    @Test
    void inTheLayoutSharedCoordinatesHaveTheNamesOfTheOracle() throws IOException {
        Path roads = Files.writeString(folder.resolve("roads.csv"), "source,target,length\nx,y,1\nx,z,1\ny,z,1\n");
        History trips = history("example,day,start,end,decision/a,1,x,z,x>z/b,2,x,z,x>z/c,3,x,y,x>y");
        Examples read = Layouts.readShared(
                Histories.standard().open(roads.toString()),
                trips,
                roles("rivals={source}, decay=1, smooth=1"),
                OracleTexts.of("argmax:n={d}", OracleRegistry.discover()));
        assertEquals(List.of("length", "habit|source"), read.columns().names());
        assertArrayEquals(new double[] {0.5, 0.5, 1}, column(of(read, "a"), 1), EPS);
        assertArrayEquals(new double[] {1 / 4.0, 3 / 4.0, 1}, column(of(read, "c"), 1), EPS);
    }

    @Test
    void inTheLayoutWideEachCoordinateHasARowWithItsHabit() throws IOException {
        String text = WIDE + "c,10,7,1/a,9,5,0/b,9,6,0/d,11,8,2";
        Examples read = readWide(history(text), roles("decay=1, smooth=1"), "argmax:n=3");
        assertEquals(List.of("rain", "habit"), read.columns().names());
        assertEquals(3, of(read, "a").rows());
        assertEquals(5, of(read, "a").get(2, 0), "the features of the day for each coordinate");
        assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, column(of(read, "a"), 1), EPS);
        assertArrayEquals(column(of(read, "a"), 1), column(of(read, "b"), 1), EPS, "of the same time");
        assertArrayEquals(new double[] {3 / 5.0, 1 / 5.0, 1 / 5.0}, column(of(read, "c"), 1), EPS);
        assertArrayEquals(new double[] {3 / 6.0, 2 / 6.0, 1 / 6.0}, column(of(read, "d"), 1), EPS);
        assertEquals("11", read.columns().habits().until());
        Examples other = readWide(history(text.replace("7,1", "7,0")), roles("decay=1, smooth=1"), "argmax:n=3");
        for (String id : List.of("a", "b", "c")) {
            assertArrayEquals(column(of(read, id), 1), column(of(other, id), 1), 0, "no decision of its own or later");
        }
        assertArrayEquals(new double[] {4 / 6.0, 1 / 6.0, 1 / 6.0}, column(of(other, "d"), 1), EPS);
    }

    @Test
    void inTheLayoutWideAModelGoesOnWithWhatItCounted() throws IOException {
        Examples read = readWide(
                history("example,day,kind,rain,decision/a,1,x,1,0/b,2,y,1,1"),
                roles("by={kind}, decay=1"),
                "argmax:n=2");
        assertEquals(List.of("rain", "habit", "habit|kind"), read.columns().names());
        Examples next = readWide(
                history("example,day,kind,rain,decision/c,3,x,1,/d,4,y,1,0"),
                roles("").withLearnt(read.columns()),
                "argmax:n=2");
        assertArrayEquals(new double[] {0.5, 0.5}, column(of(next, "c"), 1), EPS);
        assertArrayEquals(new double[] {1.1 / 1.2, 0.1 / 1.2}, column(of(next, "c"), 2), EPS);
        assertArrayEquals(new double[] {0.1 / 1.2, 1.1 / 1.2}, column(of(next, "d"), 2), EPS);
        assertEquals(1, next.observations().size(), "c is not decided");
    }

    private record Ways(List<String> coordinates) implements NamedCoordinates {
        @Override
        public int dimension() {
            return coordinates.size();
        }

        @Override
        public OracleSession openSession() {
            throw new IllegalStateException("nobody solves");
        }
    }

    /** Two towns have the same ways under other numbers. */
    @Test
    void inTheLayoutWideCoordinatesHaveTheNamesOfTheOracle() throws IOException {
        OracleProvider ways = OracleProvider.of(
                "ways",
                "the ways of a town",
                p -> new Ways(List.of(p.text("names").split(" "))),
                Parameter.of("names", Parameter.Type.TEXT, "their names"));
        String turn = "[1 1 1 0 0 0]";
        String one = "xy yz zx xz zy yx,1,";
        Examples read = Layouts.readWide(
                history("example,day,ways,rain,decision/a,1," + one + turn + "/b,2,yx zy xz zx yz xy,1," + turn
                        + "/c,3," + one + turn),
                roles("decay=1, smooth=1"),
                OracleTexts.of("ways:names={ways}", new OracleRegistry(PluginCatalogue.of(ways))));
        double[] once = {1 / 9.0, 1 / 9.0, 1 / 9.0, 2 / 9.0, 2 / 9.0, 2 / 9.0};
        assertArrayEquals(once, column(of(read, "b"), 1), EPS);
        double[] both = new double[6];
        Arrays.fill(both, 1 / 6.0);
        assertArrayEquals(both, column(of(read, "c"), 1), EPS);
    }

    @Test
    void refusesWhatHasNoMeaning() throws IOException {
        for (String wrong : List.of(
                "rivals=from",
                "by",
                "of=x",
                "age=x",
                "decay",
                "decay=2",
                "decay=x",
                "smooth=0",
                "after=-1",
                "rival={a}")) {
            assertThrows(InvalidArgumentException.class, () -> Habits.parse(wrong), wrong);
        }
        History history = history(LONG + "a,1,0,1,1/a,1,1,2,0");
        ColumnRoles timeless = ColumnRoles.defaults().withHabits(Habits.parse("decay=1"));
        String message = assertThrows(InvalidArgumentException.class, () -> readLong(history, timeless))
                .getMessage();
        assertTrue(String.valueOf(message).contains("--time"), message);
        assertThrows(DataException.class, () -> readLong(history, roles("rivals={nowhere}")));
        assertThrows(DataException.class, () -> readLong(history, roles("by={nowhere}")));
        History wide = history(WIDE + "a,1,5,0");
        String named = assertThrows(
                        InvalidArgumentException.class, () -> readWide(wide, roles("rivals={rain}"), "argmax:n=2"))
                .getMessage();
        assertTrue(String.valueOf(named).contains("[rain]"), named);
    }
}
