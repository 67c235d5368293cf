package io.dither.graphhopper;

import static com.graphhopper.json.Statement.If;
import static com.graphhopper.json.Statement.Op.LIMIT;
import static com.graphhopper.json.Statement.Op.MULTIPLY;

import com.graphhopper.GraphHopper;
import com.graphhopper.config.Profile;
import com.graphhopper.routing.DijkstraBidirectionRef;
import com.graphhopper.routing.ev.TurnRestriction;
import com.graphhopper.routing.util.TraversalMode;
import com.graphhopper.routing.weighting.DefaultTurnCostProvider;
import com.graphhopper.routing.weighting.TurnCostProvider;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.routing.weighting.custom.CustomModelParser;
import com.graphhopper.routing.weighting.custom.CustomWeighting;
import com.graphhopper.storage.Graph;
import com.graphhopper.util.CustomModel;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.Helper;
import com.graphhopper.util.TurnCostsConfig;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.RegularFile;
import io.dither.storage.Checksums;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The road graph of GraphHopper for one profile. Threads may search it at the same time. */
final class RoadMap implements AutoCloseable {
    /** The profiles whose access and speed GraphHopper reads from a map. */
    static final List<String> PROFILES = List.of("car", "bike", "foot");

    private static final String GRAPH = "graph-";
    private static final String HEIGHTS = "heights";
    /** The properties of roads (GraphHopper's encoded values) that a graph stores for every profile. */
    private static final String VALUES =
            "road_class, road_environment, road_access, surface, toll, max_speed, osm_way_id";

    private final GraphHopper hopper;
    private final String profile;
    private final boolean hasTurns;

    private RoadMap(GraphHopper hopper, String profile, boolean hasTurns) {
        this.hopper = hopper;
        this.profile = profile;
        this.hasTurns = hasTurns;
    }

    /**
     * Reads a map, or loads the graph that an earlier call made from it in this folder, if neither has changed since.
     *
     * @param map the {@code .osm.pbf} file, or one of the other formats of OSM
     * @param profile one of {@link #PROFILES}
     * @param hasTurns whether the graph knows which turns are allowed
     * @param elevation a folder of tiles such as {@code N42E001.hgt.zip}, to which nothing is written
     * @param folder the folder of the graph; a graph that cannot be made is removed from it
     */
    static RoadMap read(Path map, String profile, boolean hasTurns, Optional<Path> elevation, Path folder) {
        Arguments.require(
                PROFILES.contains(profile), "--profile = " + profile + " is unknown", "Maybe one of " + PROFILES);
        Arguments.require(
                !hasTurns || !profile.equals("foot"), "--turns is for vehicles, not for foot", "Maybe leave it out");
        RegularFile.require(map);
        if (!Files.isReadable(map)) {
            throw new DataException(map.toString(), 0, "the map cannot be read. Maybe the path is wrong");
        }
        Path graph = folder.resolve(nameOf(profile, hasTurns));
        Path sumsFile = sumsFile(graph);
        List<Path> tiles = elevation.map(Heights::tiles).orElse(List.of());
        GraphSums sums = new GraphSums(Checksums.sha256(map), GraphSums.checksum(tiles), GraphSums.checksum(graph));
        Optional<GraphSums> stored = GraphSums.read(sumsFile);
        if (stored.isPresent() && !stored.get().map().equals(sums.map())) {
            throw new DataException(
                    folder.toString(), 0, "the graph is of another map. Maybe delete it, or choose another folder");
        }
        if (!stored.equals(Optional.of(sums))) {
            make(map, profile, hasTurns, tiles, folder);
            new GraphSums(sums.map(), sums.heights(), GraphSums.checksum(graph)).write(sumsFile);
        }
        return load(profile, hasTurns, elevation.isPresent(), folder);
    }

    private static void make(Path map, String profile, boolean hasTurns, List<Path> tiles, Path folder) {
        File graph = folder.resolve(nameOf(profile, hasTurns)).toFile();
        Helper.removeDir(graph);
        // the classes that read .osm.pbf were generated for an older protobuf than OR-Tools needs: this property turns
        // its warning off
        System.setProperty("com.google.protobuf.use_unsafe_pre22_gencode", "true");
        try (Heights heights = new Heights(tiles, folder.resolve(HEIGHTS))) {
            GraphHopper hopper =
                    hopper(profile, hasTurns, !tiles.isEmpty(), folder).setOSMFile(map.toString());
            if (!tiles.isEmpty()) {
                hopper.setElevationProvider(heights.provider());
            }
            try {
                hopper.importOrLoad();
            } catch (RuntimeException wrong) {
                hopper.close();
                Helper.removeDir(graph);
                throw unreadable(map, wrong);
            }
            hopper.close();
        }
    }

    /** Returns the name of the folder of a graph. */
    private static String nameOf(String profile, boolean hasTurns) {
        return GRAPH + profile + (hasTurns ? "-turns" : "");
    }

    private static Path sumsFile(Path graph) {
        return graph.resolveSibling(graph.getFileName() + ".sha256");
    }

    /**
     * Opens the graph that {@link #read} made in a folder.
     *
     * @param folder the folder
     * @param hasTurns whether the graph knows which turns are allowed
     */
    static RoadMap open(Path folder, boolean hasTurns) {
        List<String> profiles = PROFILES.stream()
                .filter(profile -> Files.isDirectory(folder.resolve(nameOf(profile, hasTurns))))
                .toList();
        if (profiles.isEmpty()) {
            throw new DataException(
                    folder.toString(), 0, "there is no road graph here. Maybe run dither map --out " + folder);
        }
        if (profiles.size() > 1) {
            throw new DataException(
                    folder.toString(),
                    0,
                    "there are graphs of " + String.join(" and ", profiles)
                            + ". Maybe keep each in a folder of its own, with its model");
        }
        Path graph = folder.resolve(nameOf(profiles.get(0), hasTurns));
        Optional<GraphSums> stored = GraphSums.read(sumsFile(graph));
        if (stored.isEmpty() || !stored.get().graph().equals(GraphSums.checksum(graph))) {
            throw new DataException(
                    graph.toString(),
                    0,
                    "it has changed since dither map made it. Maybe run dither map again, which makes it anew");
        }
        return load(profiles.get(0), hasTurns, !stored.get().heights().isEmpty(), folder);
    }

    private static RoadMap load(String profile, boolean hasTurns, boolean hasElevation, Path folder) {
        GraphHopper hopper = hopper(profile, hasTurns, hasElevation, folder);
        try {
            if (hopper.load()) {
                return new RoadMap(hopper, profile, hasTurns);
            }
        } catch (RuntimeException wrong) {
            hopper.close();
            throw unreadable(folder.resolve(nameOf(profile, hasTurns)), wrong);
        }
        throw new DataException(folder.toString(), 0, "the road graph is empty. Maybe run dither map again");
    }

    private static DataException unreadable(Path place, RuntimeException wrong) {
        Throwable cause = wrong;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String problem = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        problem = problem.replaceAll("\\s+", " ").replaceFirst("\\.+$", "");
        return new DataException(
                place.toString(),
                0,
                "GraphHopper cannot read it: " + problem.substring(0, Math.min(300, problem.length()))
                        + ". Maybe the file was cut off, it is not .osm.pbf, .osm.gz or .osm, or a tile of heights is missing",
                wrong);
    }

    private static GraphHopper hopper(String profile, boolean hasTurns, boolean hasElevation, Path folder) {
        GraphHopper hopper = new GraphHopper();
        hopper.setGraphHopperLocation(folder.resolve(nameOf(profile, hasTurns)).toString());
        hopper.setElevation(hasElevation);
        hopper.setEncodedValuesString(String.join(
                ", ",
                profile + "_access",
                profile + "_average_speed",
                VALUES + (hasElevation ? ", average_slope" : "") + (hasTurns ? ", orientation" : "")));
        Profile profileWithModel = new Profile(profile).setCustomModel(fastestModel(profile));
        hopper.setProfiles(hasTurns ? profileWithModel.setTurnCostsConfig(turnCosts(profile)) : profileWithModel);
        return hopper;
    }

    /** Returns the custom model of the fastest way: where the profile may go at all, and how fast. */
    static CustomModel fastestModel(String profile) {
        return new CustomModel()
                .addToPriority(If(closedCondition(profile), MULTIPLY, "0"))
                .addToSpeed(If("true", LIMIT, profile + "_average_speed"));
    }

    /** Returns the condition of a custom model under which the profile may not travel an edge. */
    static String closedCondition(String profile) {
        return "!" + profile + "_access";
    }

    private static TurnCostsConfig turnCosts(String profile) {
        return profile.equals("bike") ? TurnCostsConfig.bike() : TurnCostsConfig.car();
    }

    /** {@return the vehicles of OSM whose turn restrictions hold for the profile} */
    static List<String> vehicles(String profile) {
        return turnCosts(profile).getVehicleTypes();
    }

    String profile() {
        return profile;
    }

    GraphHopper hopper() {
        return hopper;
    }

    boolean hasTurns() {
        return hasTurns;
    }

    /** {@return the costs of edges, without the costs of turns} */
    Weighting weighting(CustomModel model) {
        return CustomModelParser.createWeighting(
                hopper.getEncodingManager(), TurnCostProvider.NO_TURN_COST_PROVIDER, model);
    }

    /** {@return the costs of edges and of turns, which are infinite if a turn is not allowed} */
    Weighting turnWeighting(CustomModel model) {
        CustomWeighting.Parameters parameters =
                CustomModelParser.createWeightingParameters(model, hopper.getEncodingManager());
        return new CustomWeighting(
                new DefaultTurnCostProvider(
                        hopper.getEncodingManager().getTurnBooleanEncodedValue(TurnRestriction.key(profile)),
                        hopper.getBaseGraph(),
                        turnCosts(profile),
                        parameters.getTurnPenaltyMapping()),
                parameters);
    }

    /**
     * Lets GraphHopper find the cheapest way by a custom model.
     *
     * @param from the vertex where the way begins, or, if the graph knows turns, the key of its first edge
     * @param to the vertex where the way ends, or, if the graph knows turns, the key of its last edge
     * @return the keys of the edges of the way, without its first edge if the graph knows turns; none without a way
     */
    List<Integer> route(CustomModel model, int from, int to) {
        Graph graph = hopper.getBaseGraph();
        if (!hasTurns) {
            return keys(
                    new DijkstraBidirectionRef(graph, weighting(model), TraversalMode.NODE_BASED).calcPath(from, to));
        }
        // the key of a directed edge is twice the number of the edge, plus its direction
        List<Integer> keys = keys(new DijkstraBidirectionRef(graph, turnWeighting(model), TraversalMode.EDGE_BASED)
                .calcPath(
                        graph.getEdgeIteratorStateForKey(from).getBaseNode(),
                        graph.getEdgeIteratorStateForKey(to).getAdjNode(),
                        from >> 1,
                        to >> 1));
        return keys.isEmpty() ? keys : keys.subList(1, keys.size());
    }

    private static List<Integer> keys(com.graphhopper.routing.Path way) {
        return way.calcEdges().stream().map(EdgeIteratorState::getEdgeKey).toList();
    }

    @Override
    public void close() {
        hopper.close();
    }
}
