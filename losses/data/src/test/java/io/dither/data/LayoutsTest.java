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
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
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

class LayoutsTest {
    private static final ColumnRoles ROLES = ColumnRoles.defaults();

    @TempDir
    private Path folder;

    private History history(String text) {
        return named("h.csv", text);
    }

    private History named(String name, String text) {
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

    private static double[][] rows(Features features) {
        double[][] rows = new double[features.rows()][features.columns()];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] = features.get(i, k);
            }
        }
        return rows;
    }

    private static Examples readLong(History history) {
        return Layouts.readLong(history, ROLES, oracles("argmax:n={d}"));
    }

    private void assertLong(String text, String message) {
        assertMessage(message, () -> readLong(history(text)));
    }

    private void assertWide(String text, String oracle, String message) {
        assertMessage(message, () -> Layouts.readWide(history(text), ROLES, oracles(oracle)));
    }

    private void assertMessage(String message, Executable reading) {
        String said = String.valueOf(assertThrows(DataException.class, reading).getMessage());
        String file = said.substring(folder.toString().length() + 1);
        assertTrue(file.startsWith(message), () -> file + " does not start with " + message);
    }

    private static final String LONG =
            "example,coordinate,price,type,decision,cost,size,who,often/b,1,1,bus,0,7,2,x,3/a,10,2,car,0,3,11,y,1/b,0,3,car,1,6,2,x,3"
                    + "/a,2,4,bus,1,2,11,y,1";

    @Test
    void longLinesBecomeExamplesWhateverTheirOrder() {
        StringBuilder many = new StringBuilder(LONG.replace("/a,10,", "/a,0,"));
        for (int j = 10; j > 0; j--) {
            if (j != 2) {
                many.append("/a,").append(j).append(",0,tram,0,9,11,y,1");
            }
        }
        ColumnRoles roles =
                ROLES.withCategories("type").with(Role.CLUSTER, "who").with(Role.WEIGHT, "often");
        Examples read = Layouts.readLong(history(many.toString()), roles, oracles("product:of=(argmax:n={size})"));
        assertEquals(List.of("price", "type=car", "type=tram"), read.columns().names());
        assertEquals(
                List.of("b", "a"), read.instances().stream().map(Instance::id).toList());
        assertEquals(
                List.of("a", "b"),
                read.observations().stream().map(Observation::id).toList());
        Observation b = read.observations().get(1);
        assertArrayEquals(new double[][] {{3, 1, 0}, {1, 0, 0}}, rows(b.features()));
        assertArrayEquals(new double[] {1, 0}, b.target().values());
        assertArrayEquals(new double[] {6, 7}, b.costs());
        assertEquals(3, b.weight());
        assertEquals("x", b.cluster());
        Instance a = read.instances().get(1);
        assertEquals("product:of=(argmax:n=11)", a.oracleText());
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"), a.coordinates());
        assertArrayEquals(
                new double[] {0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0},
                read.observations().get(0).target().values());
    }

    @Test
    void anExampleWithTheCoordinatesOfAnEarlierOneTrainsOnAnOracleOfItsSize() {
        String lines = "example,coordinate,price,decision/1,a,1,1/1,b,2,0/2,a,1,0/2,b,2,1/2,c,3,0/3,a,2,0/3,b,1,1";
        OracleTexts texts = oracles("argmax:n={d}").trainedOn("top-k:n={d},k=1");
        Examples read = Layouts.readLong(history(lines), ROLES, texts);
        assertEquals("top-k:n=2,k=1", read.trainingOracles().get("3").text());
    }

    @Test
    void namedCoordinatesComeInTheOrderOfText() {
        Examples read = readLong(history("example,coordinate,x,decision/1,b,2,0/1,10,3,1/1,9,1,0"));
        assertEquals(List.of("10", "9", "b"), read.instances().get(0).coordinates());
        assertArrayEquals(
                new double[][] {{3}, {1}, {2}}, rows(read.instances().get(0).features()));
        assertArrayEquals(
                new double[] {1, 0, 0}, read.observations().get(0).target().values());
    }

    @Test
    void whatWasNotDecidedIsAnInstanceOrHasCosts() {
        Examples instances = readLong(history("example,coordinate,x/1,0,2/1,1,3"));
        assertEquals(1, instances.instances().size());
        assertEquals(0, instances.observations().size());
        Examples costs = readLong(history("example,coordinate,x,cost/1,0,2,5/1,1,3,4"));
        Costs target = (Costs) costs.observations().get(0).target();
        assertArrayEquals(new double[] {5, 4}, target.values());
        Examples feature = Layouts.readLong(
                history("example,coordinate,x,cost/1,0,2,5/1,1,3,4"),
                ROLES.withFeatures("cost"),
                oracles("argmax:n=2"));
        assertEquals(List.of("cost"), feature.columns().names());
        assertEquals(0, feature.observations().size());
    }

    @Test
    void offsetsAndLengthsGoWithTheFeatures() {
        ColumnRoles roles = ROLES.with(Role.OFFSET, "known").with(Role.NOISE_BY, "x");
        Examples read = Layouts.readLong(
                history("example,coordinate,x,known,decision/1,0,2,5,1/1,1,3,4,0"), roles, oracles("argmax:n=2"));
        assertEquals(List.of("x"), read.columns().names());
        assertEquals(4, read.instances().get(0).features().offset(1));
        assertArrayEquals(
                new double[] {2, 3}, read.instances().get(0).features().lengths());
        assertMessage(
                "h.csv:2: lengths[1] = -3.0 is below 0",
                () -> Layouts.readLong(
                        history("example,coordinate,x,known,decision/1,0,2,5,1/1,1,-3,4,0"),
                        roles,
                        oracles("argmax:n=2")));
    }

    @Test
    void groupsHaveEffects() {
        String lines = "example,coordinate,x,shop,decision/1,0,2,b,1/1,1,3,a,0";
        ColumnRoles shop = ROLES.with(Role.EFFECTS, "shop");
        Examples read = Layouts.readLong(history(lines), shop, oracles("argmax:n=2"));
        assertEquals(List.of("x"), read.columns().names());
        assertEquals(List.of("b", "a"), read.groups());
        ColumnRoles each = ROLES.withFeatures("x").with(Role.EFFECTS, "coordinate");
        assertEquals(
                List.of("0", "1"),
                Layouts.readLong(history(lines), each, oracles("argmax:n=2")).groups());
        History modes = history("example,mode,x,decision/1,car,2,1/1,bus,3,0");
        assertEquals(
                List.of("bus", "car"),
                Layouts.readLong(modes, each.with(Role.COORDINATE, "mode"), oracles("argmax:n=2"))
                        .groups());
        History trips = named("t.csv", "example,decision/1,0");
        OracleTexts named = oracles("argmax:n=2", "p->q", "q->p");
        History roads = history("source,target,x,road/p,q,2,A/q,p,3,A");
        assertEquals(
                List.of("p->q", "q->p"),
                Layouts.readShared(roads, trips, each, named).groups());
        ColumnRoles road = ROLES.withFeatures("x").with(Role.EFFECTS, "road");
        assertEquals(List.of("A"), Layouts.readShared(roads, trips, road, named).groups());
        assertEquals(
                List.of(),
                Layouts.readShared(roads, trips, ROLES.withFeatures("x"), named).groups());
        assertThrows(
                InvalidArgumentException.class,
                () -> Layouts.readWide(
                        history("example,x,decision/a,1,0"), ROLES.with(Role.EFFECTS, "x"), oracles("argmax:n=1")));
    }

    @Test
    void wrongLongLinesAreNamed() {
        String head = "example,coordinate,x,decision/";
        assertLong(
                "id,coordinate,x,decision/",
                "h.csv: has no column 'example', but id, coordinate, x, decision. Maybe name the right one by --example");
        assertLong(head, "h.csv: has no rows.");
        assertLong("example,coordinate,decision/1,0,1", "h.csv: has no column left to be a feature.");
        assertLong(head + "1,0,2,1/1,1,3,0/1,1,4,0", "h.csv:4: example '1' has coordinate '1' twice.");
        assertLong(
                head + "1,0,2,1/1,1,bus,0",
                "h.csv:3: column 'x' holds 'bus', not a finite number. Maybe it is misspelt, or the column belongs to the categories");
        assertLong(head + "1,0,2,1/1,1,,0", "h.csv:3: column 'x' is empty.");
        assertLong(
                head + "1,0,2,1/1,1,3,1",
                "h.csv:2: example '1': the decision is not feasible: it is not a 0/1 vector with the sum 1");
        assertMessage(
                "h.csv:2: example '1' has 1 coordinates, but its oracle 'argmax:n=2' has 2.",
                () -> Layouts.readLong(history(head + "1,0,2,1"), ROLES, oracles("argmax:n=2")));
        assertMessage(
                "h.csv:3: column 'n' holds '3', but '2' on another line of example '1'",
                () -> Layouts.readLong(
                        history("example,coordinate,x,decision,n/1,0,2,1,2/1,1,3,0,3"),
                        ROLES,
                        oracles("argmax:n={n}")));
        assertMessage(
                "h.csv: has no column 'm', but example, coordinate, x, decision.",
                () -> Layouts.readLong(history(head + "1,0,2,1"), ROLES, oracles("argmax:n={m}")));
        assertMessage(
                "h.csv:2: no oracle 'argmax:n=x': ",
                () -> Layouts.readLong(
                        history("example,coordinate,y,decision,n/1,0,2,1,x"), ROLES, oracles("argmax:n={n}")));
        assertMessage(
                "h.csv:2: weight of example 1 = 0.0 is not a finite number above 0",
                () -> Layouts.readLong(
                        history("example,coordinate,y,decision,n/1,0,2,1,0"),
                        ROLES.with(Role.WEIGHT, "n"),
                        oracles("argmax:n=1")));
        assertThrows(
                InvalidArgumentException.class,
                () -> Layouts.readLong(history(head + "1,0,2,1"), ROLES, oracles("argmix:n=1")));
    }

    @Test
    void allBadLinesAreToldAtOnce() {
        StringBuilder wide =
                new StringBuilder("example,x,kind,decision/a,1,u,0/a,2,v,1/b,x,u,0/c,1,u,7/d,1,u/e,1,,0/f,1,u,1");
        ColumnRoles roles = ROLES.withCategories("kind");
        DataException refused = assertThrows(
                DataException.class, () -> Layouts.readWide(history(wide.toString()), roles, oracles("argmax:n=2")));
        String file = folder.resolve("h.csv") + ":";
        List<String> starts = List.of(
                "3: example 'a' is there already, on line 2. Maybe give each example a name of its own, or add --layout long"
                        + " if each line is an alternative",
                "4: column 'x' holds 'x', not a finite number. Maybe",
                "5: column 'decision' holds '7', where 7 is not a coordinate: they go from 0 to 1",
                "6: has 3 fields, but the first line names 4 columns. Maybe the line is cut short",
                "7: column 'kind' is empty. Maybe fill it in, or leave such examples out by --skip-bad bad.csv");
        assertEquals(5, refused.lines().size(), refused.getMessage());
        for (int i = 0; i < 5; i++) {
            String line = refused.lines().get(i);
            assertTrue(line.startsWith(file + starts.get(i)), line);
        }
        assertEquals(String.join("\n", refused.lines()), refused.getMessage());
        for (int i = 0; i < 28; i++) {
            wide.append("/g,y,u,").append(i);
        }
        DataException many = assertThrows(
                DataException.class, () -> Layouts.readWide(history(wide.toString()), roles, oracles("argmax:n=2")));
        assertEquals(6, many.lines().size(), "one cause is told once");
        assertEquals(
                file + starts.get(0) + " (and 27 more like this, the last on line 36)",
                many.lines().get(0));
        assertTrue(many.lines().get(5).startsWith(file + "9: column 'x' holds 'y'"), "few are each told");
        assertEquals(33, many.problems().size());
    }

    @Test
    void anEmptyCoordinateOnTheFirstLineIsRefused() {
        assertLong("example,coordinate,x,decision/1,,2,0/1,b,3,1", "h.csv:2: column 'coordinate' is empty.");
    }

    @Test
    void anExampleWithABadLineIsNotReadFurther() {
        String text = "example,coordinate,x,decision/1,0,z,1/1,1,3,0/2,0,1,1/2,2,4,0/3,0,1,1/3,1,,0/4,0,1,1/4,1,2,1";
        DataException refused = assertThrows(
                DataException.class,
                () -> Layouts.readLong(history(text), ROLES, oracles("product:of=(argmax:n={d})")));
        assertEquals(
                List.of(2L, 5L, 7L, 8L),
                refused.problems().stream().map(DataException.Problem::line).toList());
    }

    @Test
    void allBadLinesOfCoordinatesAreToldAtOnce() {
        assertMessage(
                "edges.csv:3: column 'length' holds 'y', not a finite number. Maybe it is misspelt, or the column"
                        + " belongs to the categories\n" + folder.resolve("edges.csv")
                        + ":4: column 'target' is empty.",
                () -> shared(EDGES.replace("c,2", "c,y").replace("a,c", "a,"), "example,decision,k/t,0,1"));
    }

    @Test
    void wideLinesHoldDecisionsAsTexts() {
        History history = history("example,x,y,decision,cost/b,1,2,2,[1 0.5 3]/a,3,4,0,[0 1 -2e1]");
        Examples read = Layouts.readWide(history, ROLES, oracles("argmax:n=3"));
        assertEquals(List.of("x", "y"), read.columns().names());
        assertArrayEquals(new double[][] {{1, 2}}, rows(read.instances().get(0).features()));
        Observation a = read.observations().get(0);
        assertArrayEquals(new double[] {1, 0, 0}, a.target().values());
        assertArrayEquals(new double[] {0, 1, -20}, a.costs());
        assertSame(a.oracle(), read.observations().get(1).oracle());
    }

    @Test
    void wrongWideLinesAreNamed() {
        String head = "example,x,decision/";
        assertWide(head + "a,1,0/a,2,1", "argmax:n=3", "h.csv:3: example 'a' is there already, on line 2.");
        assertWide(
                head + "a,1,3",
                "argmax:n=3",
                "h.csv:2: column 'decision' holds '3', where 3 is not a coordinate: they go from 0 to 2");
        assertWide(head + "a,1,0 0", "argmax:n=3", "h.csv:2: column 'decision' holds '0 0', which has '0' twice.");
        assertWide(
                head + "a,1,b",
                "argmax:n=3",
                "h.csv:2: column 'decision' holds 'b', where 'b' is not the number of a coordinate");
        assertWide(
                head + "a,1,[0 1]", "argmax:n=3", "h.csv:2: column 'decision' holds '[0 1]', not [...] with 3 numbers");
        assertWide(head + "a,1,[0 1 x]", "argmax:n=3", "h.csv:2: column 'decision' holds 'x', not a finite number.");
        assertWide(
                head + "a,1,s>t",
                "argmax:n=3",
                "h.csv:2: column 'decision' holds 's>t', but coordinates have no names here.");
        assertWide(
                head + "a,1,1-0",
                "top-k:n=3,k=1",
                "h.csv:2: column 'decision' holds '1-0', where '1-0' is not a pair of a row below 1 and a column below 3");
        assertWide(head + "a,1,2 0 1", "ranking:n=3", "h.csv:2: example 'a': the decision is not feasible:");
        assertWide(head + "a,1,", "argmax:n=3", "h.csv:2: column 'decision' is empty.");
        assertThrows(
                InvalidArgumentException.class,
                () -> Layouts.readWide(history(head + "a,1,0"), ROLES, oracles("argmax:n={d}")));
        assertThrows(
                InvalidArgumentException.class,
                () -> Layouts.readWide(history(head + "a,1,0"), ROLES.with(Role.NOISE_BY, "x"), oracles("argmax:n=1")));
    }

    @Test
    void decisionsMayBeValuesAndPairs() {
        Examples ranking = Layouts.readWide(history("example,x,decision/a,1,[2 0 1]"), ROLES, oracles("ranking:n=3"));
        assertArrayEquals(
                new double[] {2, 0, 1}, ranking.observations().get(0).target().values());
        Examples pairs =
                Layouts.readWide(history("example,x,decision/a,1,1-0 0-2"), ROLES, oracles("assignment:rows=2,cols=3"));
        assertArrayEquals(
                new double[] {0, 0, 1, 1, 0, 0},
                pairs.observations().get(0).target().values());
        assertWide(
                "example,x,decision/a,1,2-0",
                "assignment:n=2",
                "h.csv:2: column 'decision' holds '2-0', where '2-0' is not a pair of a row below 2 and a column below 2");
        assertWide(
                "example,x,decision/a,1,0-1",
                "points:of=((0,1);(1,0))",
                "h.csv:2: column 'decision' holds '0-1', but the oracle 'points:of=((0,1);(1,0))' does not say how many columns it has.");
    }

    private static final String EDGES = "source,target,length,kind/a,b,1,x/b,c,2,y/a,c,4,x";

    private Examples shared(String edges, String trips, String... names) {
        return Layouts.readShared(
                named("edges.csv", edges),
                history(trips),
                ROLES.withCategories("kind"),
                oracles("top-k:n={d},k={k}", names));
    }

    /** As a service reads them: the coordinates of one call serve the next, unless that would read them in another way. */
    @Test
    void callsShareTheirCoordinates() {
        History edges = named("edges.csv", EDGES);
        boolean[] turned = {false};
        OracleTexts oracles = new OracleTexts(
                "top-k:n={d},k=1",
                OracleRegistry.discover(),
                oracle -> turned[0] ? List.of("a->c", "b->c", "a->b") : List.of("a->b", "b->c", "a->c"));
        ColumnRoles length = ROLES.withFeatures("length")
                .withLearnt(Layouts.readShared(
                                edges, history("example,decision/t,0"), ROLES.withFeatures("length"), oracles)
                        .columns());
        Features first = featuresOf(edges, "example,decision/t,0", length, oracles);
        assertSame(first, featuresOf(edges, "example,decision/u,1", length, oracles));
        Features more = featuresOf(edges, "example,decision,price/t,0,3", length, oracles);
        assertNotSame(first, more);
        assertThrows(DataException.class, () -> featuresOf(edges, "example,decision,price/t,3,1", length, oracles));
        assertSame(more, featuresOf(edges, "example,decision,price/v,2,1", length, oracles));
        turned[0] = true;
        Features other = featuresOf(edges, "example,decision,price/v,2,1", length, oracles);
        assertEquals(4, other.get(0, 0), "a->c comes first");
        turned[0] = false;
        assertArrayEquals(rows(more), rows(featuresOf(edges, "example,decision,price/v,2,1", length, oracles)));
        // levels of categories may be those of the examples, so nothing is kept before they are learnt
        ColumnRoles kind = ROLES.withCategories("kind");
        assertNotSame(
                featuresOf(edges, "example,decision/t,0", kind, oracles),
                featuresOf(edges, "example,decision/t,0", kind, oracles));
    }

    private Features featuresOf(History edges, String trips, ColumnRoles roles, OracleTexts oracles) {
        return Layouts.readShared(edges, history(trips), roles, oracles)
                .instances()
                .get(0)
                .features();
    }

    @Test
    void sharedLinesFindTheirCoordinate() {
        String trips = "example,decision,k/t2,a>b>c,2/t1,2,1/t3,a-c b-c,2";
        double[][] expected = {{1, 0}, {2, 1}, {4, 0}};
        for (Examples read : List.of(
                shared(EDGES, trips),
                shared(EDGES, trips, "a->b", "b->c", "a->c"),
                shared("kind,source,target,length/x,a,c,4/y,b,c,2/x,a,b,1", trips, "a->b", "b->c", "a->c"),
                shared("coordinate,source,target,length,kind/2,a,c,4,x/0,a,b,1,x/1,b,c,2,y", trips))) {
            assertEquals(2, read.columns().names().size());
            int length = read.columns().names().indexOf("length");
            for (Instance instance : read.instances()) {
                assertSame(read.instances().get(0).features(), instance.features());
                for (int i = 0; i < 3; i++) {
                    assertEquals(expected[i][0], instance.features().get(i, length));
                    assertEquals(expected[i][1], instance.features().get(i, 1 - length));
                }
            }
            assertEquals("top-k:n=3,k=2", read.instances().get(0).oracleText());
            assertArrayEquals(
                    new double[] {0, 0, 1}, read.observations().get(0).target().values());
            assertArrayEquals(
                    new double[] {1, 1, 0}, read.observations().get(1).target().values());
            assertArrayEquals(
                    new double[] {0, 1, 1}, read.observations().get(2).target().values());
        }
    }

    @Test
    void undirectedEdgesAreFoundEitherWay() {
        Examples read = shared(EDGES, "example,decision,k/t,c>b>a,2", "c-a", "b-a", "b-c");
        assertArrayEquals(
                new double[] {0, 1, 1}, read.observations().get(0).target().values());
        assertEquals(4, read.instances().get(0).features().get(0, 0));
    }

    @Test
    void parallelEdgesNeedTheOrderOfTheOracle() {
        String parallel = "source,target,length,kind/a,b,1,x/a,b,2,y/b,c,4,x";
        String[] names = {"a->b", "a->b", "b->c"};
        Examples read = shared(parallel, "example,decision,k/t,0 2,2", names);
        assertEquals(2, read.instances().get(0).features().get(1, 0));
        assertMessage(
                "h.csv:2: column 'decision' holds 'a>b>c', but several coordinates are 'a>b'. Maybe give their numbers",
                () -> shared(parallel, "example,decision,k/t,a>b>c,2", names));
        assertMessage(
                "h.csv:2: column 'decision' holds 'a->b b->c', but several coordinates are 'a->b'.",
                () -> shared(parallel, "example,decision,k/t,a->b b->c,2", names));
        String mixed = "source,target,length,kind/b,c,4,x/a,b,1,x/a,b,2,y";
        assertMessage(
                "edges.csv:3: the oracle has several coordinates a->b.",
                () -> shared(mixed, "example,decision,k/t,0 2,2", names));
    }

    @Test
    void wrongSharedLinesAreNamed() {
        String trip = "example,decision,k/t,0,1";
        String[] names = {"a->b", "b->c", "a->c"};
        assertMessage(
                "edges.csv:4: the oracle has no coordinate c->a, but ones like a->b.",
                () -> shared(EDGES.replace("a,c,4", "c,a,4"), trip, names));
        assertMessage(
                "edges.csv:4: coordinate 1 is there already, on line 3.",
                () -> shared(EDGES.replace("a,c,4", "b,c,4"), trip, names));
        assertMessage("edges.csv: has no rows.", () -> shared("source,target,length,kind/", trip, names));
        assertMessage(
                "edges.csv:2: column 'coordinate' holds '3', not a whole number from 0 to 2",
                () -> shared("coordinate,length,kind/3,1,b/0,2,c/1,2,c", trip));
        assertMessage(
                "h.csv:2: column 'decision' holds 'a>x', but no coordinate is the edge from 'a' to 'x'",
                () -> shared(EDGES, trip.replace(",0,", ",a>x,"), names));
        assertMessage(
                "h.csv:2: column 'decision' holds 'a -> b', but no coordinate is the edge from 'a -' to 'b'. Maybe write a>b>c, without",
                () -> shared(EDGES, trip.replace(",0,", ",a -> b,"), names));
        assertMessage(
                "h.csv:1: names the one column 'example|decision'.",
                () -> shared(EDGES, "example|decision/t|0", names));
        assertMessage(
                "h.csv:2: example 't' has 3 coordinates, but its oracle 'argmax:n=4' has 4.",
                () -> Layouts.readShared(
                        named("edges.csv", EDGES), history(trip), ROLES.withCategories("kind"), oracles("argmax:n=4")));
    }

    @Test
    void anOracleThatNamesItsCoordinatesPutsLinesInItsOrder() {
        LinearOracle names = new Named(OracleRegistry.discover().create("top-k:n=3,k=1"));
        Examples read = Layouts.readShared(
                named("edges.csv", EDGES),
                history("example,decision/t,0"),
                ROLES.withFeatures("length"),
                OracleTexts.of("named", of("named", names)));
        Features features = read.observations().get(0).features();
        assertArrayEquals(
                new double[] {4, 2, 1}, new double[] {features.get(0, 0), features.get(1, 0), features.get(2, 0)});
    }

    private static OracleRegistry of(String id, LinearOracle oracle) {
        return new OracleRegistry(PluginCatalogue.of(OracleProvider.of(id, "one", p -> oracle)));
    }

    private record Named(LinearOracle set) implements NamedCoordinates {
        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public OracleSession openSession() {
            return set.openSession();
        }

        @Override
        public List<String> coordinates() {
            return List.of("a->c", "b->c", "a->b");
        }
    }

    @Test
    void oraclesOfAnotherGraphAreRefused() {
        OracleTexts oracles = new OracleTexts(
                "top-k:n=3,k={k}",
                OracleRegistry.discover(),
                oracle -> oracle.toString().contains("k=2")
                        ? List.of("a->c", "b->c", "a->b")
                        : List.of("a->b", "b->c", "a->c"));
        Executable reading = () -> Layouts.readShared(
                named("edges.csv", EDGES),
                history("example,decision,k/t,0,1/u,0 1,2/v,0,1"),
                ROLES.withFeatures("length"),
                oracles);
        assertMessage("h.csv:3: the oracle of this example has other coordinates than those before.", reading);
        // the example after it has the coordinates of the first again
        assertEquals(1, assertThrows(DataException.class, reading).problems().size());
    }

    /** A cell was once put into the text before it was read, and could set what it liked. */
    @Test
    void aCellStaysInItsParameter() {
        String[] refused = {"1),k=(2", "1)", "(1", "x)(y"};
        for (String cell : refused) {
            assertMessage(
                    "h.csv:2: no oracle 'top-k:n=3,k={k}': the text form '" + cell
                            + "': its parentheses do not balance",
                    () -> Layouts.readWide(
                            history("example,x,decision,k/t,1,0,\"" + cell + "\""), ROLES, oracles("top-k:n=3,k={k}")));
        }
        assertMessage(
                "h.csv:2: no oracle 'top-k:n=3,k=(1,n=9)': k = '1,n=9' of oracle 'top-k' is not a whole number",
                () -> Layouts.readWide(
                        history("example,x,decision,k/t,1,0,\"1,n=9\""), ROLES, oracles("top-k:n=3,k={k}")));
        for (String template : List.of("top-k:n=3,{k}", "{k}:n=3", "product:of={k}", "product:of=({k})")) {
            assertThrows(InvalidArgumentException.class, () -> oracles(template), template);
        }
    }

    @Test
    void levelsThatWereLearntAreKept() {
        FeatureColumns learnt = shared(EDGES, "example,decision,k/t,0,1").columns();
        ColumnRoles roles = ROLES.withLearnt(learnt);
        History one = named("new.csv", "source,target,length,kind/a,b,1,y/b,c,2,y/a,c,4,y");
        Examples read = Layouts.readShared(one, history("example,k/t,1"), roles, oracles("top-k:n={d},k={k}"));
        assertEquals(List.of("length", "kind=y"), read.columns().names());
        assertEquals(1, read.instances().get(0).features().get(0, 1));
        History other = named("new.csv", "source,target,length,kind/a,b,1,z/b,c,2,y/a,c,4,y");
        assertMessage(
                "new.csv:2: column 'kind' holds 'z', but the model was learnt on x, y.",
                () -> Layouts.readShared(other, history("example,k/t,1"), roles, oracles("top-k:n={d},k={k}")));
    }

    @Test
    void decisionsAreWrittenAsTheyAreRead() {
        assertEquals("0 2", DecisionText.of(Decision.of(1, 0, 1).point()));
        assertEquals("[2 0 1]", DecisionText.of(Decision.of(2, 0, 1).point()));
        assertEquals("[0 0]", DecisionText.of(new Vertex(2)));
        assertEquals("[0 0.5]", DecisionText.of(Decision.of(0, 0.5).point()));
    }

    @Test
    void pathsAreWrittenInTheOrderOfTravel() {
        NamedCoordinates named = new NamedCoordinates() {
            @Override
            public List<?> coordinates() {
                return List.of("c->d", "a->b", "b->c", "c->a", "b-d");
            }

            @Override
            public int dimension() {
                return 5;
            }

            @Override
            public OracleSession openSession() {
                throw new AssertionError();
            }
        };
        assertEquals("a>b>c>d", DecisionText.of(Decision.of(1, 1, 1, 0, 0).point(), named));
        assertEquals("a>b>c>a", DecisionText.of(Decision.of(0, 1, 1, 1, 0).point(), named));
        assertEquals("c>d; a>b", DecisionText.of(Decision.of(1, 1, 0, 0, 0).point(), named), "two pieces");
        assertEquals("a>b; b-d", DecisionText.of(Decision.of(0, 1, 0, 0, 1).point(), named), "an edge both ways");
        assertEquals("[0 0 0 0 0]", DecisionText.of(new Vertex(5), named));
    }
}
