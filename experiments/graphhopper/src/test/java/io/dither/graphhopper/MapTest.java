package io.dither.graphhopper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.GraphHopper;
import com.graphhopper.GraphHopperConfig;
import com.graphhopper.storage.NodeAccess;
import com.graphhopper.util.FetchMode;
import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.setup.Layout;
import io.dither.data.setup.Setup;
import io.dither.error.DataException;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.run.Progress;
import io.dither.learn.Learner;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.SharedLinearModel;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.plugin.PluginCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MapTest {
    @TempDir
    private Path folder = Path.of("");

    private static Path data(String name) {
        String all = System.getenv("DITHER_DATA");
        assumeTrue(all != null, "DITHER_DATA names no folder of data");
        return Path.of(all, "osm", name);
    }

    private static JsonNode run(Subcommand command, String... arguments) throws IOException {
        new CommandLine(command).parseArgs(arguments);
        StringWriter out = new StringWriter();
        PrintWriter printed = new PrintWriter(out);
        Context context = new Context(
                PluginCatalogue.discover(),
                PerturbedOptimizer::builder,
                Progress::start,
                (words, writer) -> 0,
                () -> {},
                new Context.Console(true, printed, printed));
        assertEquals(0, command.run(context));
        return new JsonMapper().readTree(out.toString());
    }

    private Setup setup(String... more) {
        String roads = folder.resolve("roads.csv").toString();
        return Setup.of(Layout.SHARED, "jgrapht-shortest-path:file=" + roads + ",format=csv,source={from},target={to}")
                .withCoordinates(roads, null)
                .withFeatures(
                        Stream.concat(Stream.of("km", "minutes:C(road)"), Stream.of(more))
                                .toList(),
                        List.of());
    }

    /** Of 20 trips, 4 are broken, each in another way. */
    @Test
    void tracesBecomeTripsAndAModelBecomesACustomModel() throws IOException {
        Path map = data("andorra.osm.pbf");
        Map<String, String> driven = new HashMap<>();
        try (RoadMap roads = RoadMap.read(map, "car", false, Optional.empty(), folder)) {
            Drivers drivers = new Drivers(roads, 1);
            drivers.write(folder, 20);
            drivers.ways.forEach(
                    (name, trip) -> driven.put(name, drivers.roads().decision(trip)));
        }
        String out = folder.toString();
        String traces = folder.resolve("traces.csv").toString();
        JsonNode found = run(new MapCommand(), "--map", map.toString(), "--traces", traces, "--out", out);
        assertEquals(4121, found.path("roads").asInt());
        assertEquals(20, found.path("traces").asInt());
        assertTrue(found.path("matched").asInt() >= 12 && found.path("matched").asInt() <= 16, found.toString());
        assertEquals(1, found.path("dropped").path("gap").asInt(), found.toString());
        assertTrue(found.path("dropped").path("off the map").asInt() >= 1, found.toString());

        List<String> lines = Files.readAllLines(folder.resolve("trips.csv"));
        long right = lines.stream()
                .skip(1)
                .map(line -> line.split(","))
                .filter(trip -> (">" + driven.get(trip[0]) + ">").contains(">" + trip[3] + ">"))
                .count();
        assertTrue(right >= 0.6 * (lines.size() - 1), right + " of " + (lines.size() - 1));

        Examples examples = setup().read(
                        Histories.standard().open(folder.resolve("trips.csv").toString()),
                        Histories.standard(),
                        PluginCatalogue.discover(),
                        Optional.empty(),
                        Purpose.LEARN);
        assertEquals(found.path("matched").asInt(), examples.observations().size());
        Fitted fitted = Learner.of(
                        SharedLinearModel.of(examples.columns().names().toArray(String[]::new)))
                .moments()
                .noise("lognormal")
                .epsilon(Drivers.EPSILON)
                .samples(1)
                .fix("minutes:road=other", 1)
                .withoutIntervals()
                .fit(examples.observations().subList(0, 10));
        JsonNode routed = routed(fitted, setup().withLearnt(examples.columns()));
        assertTrue(routed.path("likeTheModel").asDouble() >= 0.99, routed.toString());
        assertEquals(0, routed.path("residual").asDouble(), 1e-9);
        assertTrue(Files.readString(folder.resolve("custom_model.json")).contains("\"distance_influence\""));
        assertRoutes(map, routed.path("encodedValues"));
    }

    /** A server of GraphHopper, configured as the command says, takes the file. */
    private void assertRoutes(Path map, JsonNode values) {
        List<String> names = new ArrayList<>();
        values.forEach(value -> names.add(value.asText()));
        Map<String, Object> profile = Map.of("name", "car", "custom_model_files", List.of("custom_model.json"));
        Map<String, Object> lines = Map.of(
                "datareader.file", map.toString(),
                "graph.location", folder.resolve("server").toString(),
                "import.osm.ignored_highways", "footway,construction,cycleway,path,steps",
                "custom_models.directory", folder.toString(),
                "graph.encoded_values", String.join(", ", names),
                "profiles", List.of(profile));
        GraphHopperConfig config = new JsonMapper().convertValue(lines, GraphHopperConfig.class);
        GraphHopper server = new GraphHopper().init(config).importOrLoad();
        try {
            GHResponse answer = server.route(new GHRequest(42.5075, 1.5218, 42.5560, 1.5330).setProfile("car"));
            assertFalse(answer.hasErrors(), answer.toString());
        } finally {
            server.close();
        }
    }

    /** Preferences of 300 drivers, 60 of whose traces are broken, against the standard errors, which do not know of wrong matches. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void preferencesAreFoundAndTripsHeldOutGoTheModelsWay(boolean turns) throws IOException {
        Path map = data("andorra.osm.pbf");
        try (RoadMap roads = RoadMap.read(map, "car", turns, Optional.empty(), folder)) {
            new Drivers(roads, 1).write(folder, 300);
        }
        String out = folder.toString();
        List<String> made = new ArrayList<>(List.of("--map", map.toString(), "--out", out));
        made.addAll(List.of("--traces", folder.resolve("traces.csv").toString()));
        if (turns) {
            made.add("--turns");
        }
        run(new MapCommand(), made.toArray(String[]::new));
        List<String> trips = Files.readAllLines(folder.resolve("trips.csv"));
        Path held = folder.resolve("held.csv");
        Files.write(held, trips.subList(0, 1));
        Files.write(held, trips.subList(121, trips.size()), StandardOpenOption.APPEND);
        Files.write(folder.resolve("trips.csv"), trips.subList(0, 121));
        Setup setup = turns ? setup("left", "right") : setup();
        Examples examples = setup.read(
                Histories.standard().open(folder.resolve("trips.csv").toString()),
                Histories.standard(),
                PluginCatalogue.discover(),
                Optional.empty(),
                Purpose.LEARN);
        Fitted fitted = Learner.of(
                        SharedLinearModel.of(examples.columns().names().toArray(String[]::new)))
                .moments()
                .noise("lognormal")
                .epsilon(Drivers.EPSILON)
                .samples(2)
                .threads(2)
                .fix("km", Drivers.PER_KM) // hardly told from minutes, where speeds of a class are alike
                .fix("minutes:road=primary", 1)
                .fit(examples.observations());
        Map<String, Double> truths = new HashMap<>(Map.of("left", Drivers.LEFT, "right", Drivers.RIGHT));
        List.of("secondary", "residential")
                .forEach(road -> truths.put("minutes:road=" + road, Drivers.perMinute(road)));
        fitted.weights().stream()
                .filter(one -> truths.containsKey(one.name()))
                .forEach(one -> assertEquals(
                        truths.getOrDefault(one.name(), 0.0), one.estimate(), 4 * one.standardError(), one.toString()));
        JsonNode routed = routed(fitted, setup.withLearnt(examples.columns()), "--data", held.toString());
        assertTrue(routed.path("trips").asInt() >= 40, routed.toString());
        assertTrue(routed.path("likeTheModel").asDouble() >= 0.99, routed.toString());
        assertTrue(routed.path("residual").asDouble() < 1e-6, routed.toString());
    }

    private JsonNode routed(Fitted fitted, Setup setup, String... more) throws IOException {
        Path model = folder.resolve("model");
        SavedModel.of(fitted, setup, Map.of(), setup.files(PluginCatalogue.discover()))
                .save(model);
        List<String> arguments = new ArrayList<>(List.of(model.toString(), "--map", folder.toString()));
        arguments.addAll(List.of("--out", folder.resolve("custom_model.json").toString()));
        arguments.addAll(List.of(more));
        return run(new CustomModelCommand(), arguments.toArray(String[]::new));
    }

    /** Against the geometry of long straight edges. */
    @Test
    void turnsHaveSides() {
        try (RoadMap map = RoadMap.read(data("andorra.osm.pbf"), "car", true, Optional.empty(), folder)) {
            RoadTable roads = new RoadTable(map);
            TurnTable table = new TurnTable(roads, map);
            NodeAccess nodes = map.hopper().getBaseGraph().getNodeAccess();
            int clear = 0;
            for (TurnTable.Turn turn : table.all()) {
                double[] in = direction(turn.from(), map, nodes);
                double[] out = direction(turn.to(), map, nodes);
                double sine = in[0] * out[1] - in[1] * out[0];
                if (Math.abs(sine) > 0.8) { // no edge with bends has a direction
                    clear++;
                    assertEquals(sine > 0 ? -1 : 1, turn.side(), turn.toString());
                }
            }
            assertTrue(clear > 300, "only " + clear);
        }
    }

    /** Writes a crossing of four roads, where nobody may turn from the south to the west. */
    private Path crossing() throws IOException {
        StringBuilder osm = new StringBuilder("<osm version='0.6'><node id='1' lat='42.5' lon='1.5'/>");
        String[] ends = {"lat='42.6' lon='1.5'", "lat='42.5' lon='1.6'", "lat='42.4' lon='1.5'", "lat='42.5' lon='1.4'"
        };
        for (int i = 0; i < ends.length; i++) {
            osm.append("<node id='" + (i + 2) + "' " + ends[i] + "/>");
        }
        for (int i = 0; i < ends.length; i++) {
            osm.append("<way id='" + (i + 2) + "'><nd ref='1'/><nd ref='" + (i + 2)
                    + "'/><tag k='highway' v='primary'/></way>");
        }
        osm.append("<relation id='1'><member type='way' ref='4' role='from'/><member type='node' ref='1' role='via'/>"
                + "<member type='way' ref='5' role='to'/><tag k='type' v='restriction'/>"
                + "<tag k='restriction' v='no_left_turn'/></relation></osm>");
        return Files.writeString(folder.resolve("crossing.osm"), osm);
    }

    @Test
    void turnsThatTheMapForbidsAreLeftOut() throws IOException {
        try (RoadMap map = RoadMap.read(crossing(), "car", true, Optional.empty(), folder)) {
            RoadTable roads = new RoadTable(map);
            Collection<TurnTable.Turn> turns = new TurnTable(roads, map).all();
            assertEquals(11, turns.size(), "three from each side, without one");
            assertEquals(3, turns.stream().filter(turn -> turn.side() < 0).count(), turns.toString());
            assertEquals(4, turns.stream().filter(turn -> turn.side() > 0).count(), turns.toString());
            assertTrue(
                    turns.stream()
                            .noneMatch(
                                    turn -> turn.from().way() == 4 && turn.to().way() == 5),
                    turns.toString());
        }
    }

    /** GraphHopper would read a changed graph without a word. */
    @Test
    void aGraphThatIsNotAsItWasMadeIsMadeAnew() throws IOException {
        Path map = crossing();
        Path out = folder.resolve("out");
        RoadMap.read(map, "car", false, Optional.empty(), out).close();
        Path nodes = out.resolve("graph-car").resolve("nodes");
        byte[] made = Files.readAllBytes(nodes);
        byte[] changed = made.clone();
        changed[changed.length / 2] ^= 1;
        for (byte[] other : List.of(changed, Arrays.copyOf(made, made.length - 100))) {
            Files.write(nodes, other);
            refused("it has changed since dither map made it", () -> RoadMap.open(out, false));
            RoadMap.read(map, "car", false, Optional.empty(), out).close();
            assertArrayEquals(made, Files.readAllBytes(nodes));
            RoadMap.open(out, false).close();
        }
        Path another = Files.writeString(map, Files.readString(map).replace("42.6", "42.61"));
        refused("another map", () -> RoadMap.read(another, "car", false, Optional.empty(), out));
    }

    @Test
    void whatCannotBeReadLeavesNothingBehind() throws IOException {
        Path map = crossing();
        Path half = folder.resolve("half.osm");
        Files.write(half, Arrays.copyOf(Files.readAllBytes(map), 300));
        Path tiles = Files.createDirectory(folder.resolve("tiles"));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(tiles.resolve("N42E001.hgt.zip")))) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
            zip.write("heights".getBytes(UTF_8));
        }
        Path traces = Files.writeString(
                folder.resolve("traces.csv"), "trip,time,longitude,latitude\na,0,1.5,42.45\na,9,1.5,42.55\n");
        Path out = folder.resolve("out");
        List<String> usual = List.of("--traces", traces.toString(), "--out", out.toString());
        refused("Maybe the file was cut off", () -> map(usual, "--map", half.toString()));
        refused(
                "its first member, 'readme.txt', has 7 bytes, but a tile of heights has 2884802 or 25934402",
                () -> map(usual, "--map", map.toString(), "--elevation", tiles.toString()));
        assertFalse(Files.exists(out));
    }

    private static void map(List<String> usual, String... more) throws IOException {
        run(new MapCommand(), Stream.concat(usual.stream(), Stream.of(more)).toArray(String[]::new));
    }

    private static void refused(String problem, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(DataException.class, call).getMessage();
        assertTrue(message.contains(problem), message);
    }

    private static double[] direction(RoadTable.Road road, RoadMap map, NodeAccess nodes) {
        boolean straight = map.hopper()
                        .getBaseGraph()
                        .getEdgeIteratorStateForKey(road.key())
                        .fetchWayGeometry(FetchMode.ALL)
                        .size()
                == 2;
        double x = (nodes.getLon(road.target()) - nodes.getLon(road.source()))
                * Math.cos(Math.toRadians(nodes.getLat(road.source())));
        double y = nodes.getLat(road.target()) - nodes.getLat(road.source());
        double length = straight ? Math.hypot(x, y) : Double.POSITIVE_INFINITY;
        return new double[] {x / length, y / length};
    }

    @Test
    void aRecordedRoundTripIsDroppedAndSlopesAreColumns() throws IOException {
        Path traces = Files.createDirectory(folder.resolve("traces"));
        Files.copy(data("andorra.gpx"), traces.resolve("andorra.gpx"));
        JsonNode found = run(
                new MapCommand(),
                "--map",
                data("andorra.osm.pbf").toString(),
                "--traces",
                traces.toString(),
                "--profile",
                "bike",
                "--elevation",
                data("").toString(),
                "--out",
                folder.toString());
        assertEquals(0, found.path("matched").asInt());
        String header = Files.readAllLines(folder.resolve("roads.csv")).get(0);
        assertTrue(header.endsWith("average_slope,climb,descent"), header);
    }
}
