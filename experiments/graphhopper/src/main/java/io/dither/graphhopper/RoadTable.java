package io.dither.graphhopper;

import com.graphhopper.routing.ev.BooleanEncodedValue;
import com.graphhopper.routing.ev.DecimalEncodedValue;
import com.graphhopper.routing.ev.IntEncodedValue;
import com.graphhopper.routing.ev.OSMWayID;
import com.graphhopper.routing.ev.RoadAccess;
import com.graphhopper.routing.ev.RoadClass;
import com.graphhopper.routing.ev.RoadEnvironment;
import com.graphhopper.routing.ev.Surface;
import com.graphhopper.routing.ev.Toll;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.routing.util.EncodingManager;
import com.graphhopper.storage.NodeAccess;
import com.graphhopper.util.EdgeIteratorState;
import io.dither.data.Column;
import io.dither.data.Histories;
import io.dither.data.TableWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directed edges that the profile may travel, in the order of their keys. Edges that end where they begin are left
 * out.
 */
final class RoadTable {
    /** The text for a missing maximum speed. */
    static final String NONE = "none";
    /** Classes with fewer trips than this are one class, {@code other}, in the column {@code road}. */
    static final int FEWEST_TRIPS = 30;

    private static final String OTHER = "other";
    private static final double METRES_PER_KM = 1000;
    private static final double MINUTES_PER_HOUR = 60;

    /**
     * One edge in one direction.
     *
     * @param source the vertex where it begins
     * @param target the vertex where it ends
     * @param key GraphHopper's key of the directed edge: twice the number of the edge, plus 1 in the other direction
     * @param way the number of the way in OpenStreetMap
     * @param km its length
     * @param speed the average speed in km/h
     * @param roadClass the class of the road, such as {@code primary}
     * @param properties surface, environment, access, toll and maximum speed, in this order
     * @param slope the mean slope in per cent, above 0 uphill; 0 without heights
     */
    record Road(
            int source,
            int target,
            int key,
            int way,
            double km,
            double speed,
            String roadClass,
            List<String> properties,
            double slope) {
        double minutes() {
            return MINUTES_PER_HOUR * km / speed;
        }

        String ends() {
            return source + ">" + target;
        }
    }

    private final List<Road> roads = new ArrayList<>();
    /** The index in {@link #roads} by the key of the edge. */
    private final Map<Integer, Integer> indexOfKey = new HashMap<>();
    /** The number of roads by {@link Road#ends}. */
    private final Map<String, Integer> edgesBetween = new HashMap<>();

    private final boolean hasHeights;

    RoadTable(RoadMap map) {
        EncodingManager values = map.hopper().getEncodingManager();
        BooleanEncodedValue access = values.getBooleanEncodedValue(map.profile() + "_access");
        DecimalEncodedValue speed = values.getDecimalEncodedValue(map.profile() + "_average_speed");
        hasHeights = values.hasEncodedValue("average_slope");
        AllEdgesIterator edges = map.hopper().getBaseGraph().getAllEdges();
        while (edges.next()) {
            for (boolean reverse : new boolean[] {false, true}) {
                EdgeIteratorState edge = edges.detach(reverse);
                if (edge.get(access) && edge.get(speed) > 0 && edge.getBaseNode() != edge.getAdjNode()) {
                    add(road(edge, edge.get(speed), values));
                }
            }
        }
    }

    private Road road(EdgeIteratorState edge, double speed, EncodingManager values) {
        double limit = edge.get(values.getDecimalEncodedValue("max_speed"));
        IntEncodedValue way = values.getIntEncodedValue(OSMWayID.KEY);
        return new Road(
                edge.getBaseNode(),
                edge.getAdjNode(),
                edge.getEdgeKey(),
                edge.get(way),
                edge.getDistance() / METRES_PER_KM,
                speed,
                text(edge, values, RoadClass.KEY, RoadClass.class),
                List.of(
                        text(edge, values, Surface.KEY, Surface.class),
                        text(edge, values, RoadEnvironment.KEY, RoadEnvironment.class),
                        text(edge, values, RoadAccess.KEY, RoadAccess.class),
                        text(edge, values, Toll.KEY, Toll.class),
                        Double.isInfinite(limit) ? NONE : number(limit)),
                hasHeights ? edge.get(values.getDecimalEncodedValue("average_slope")) : 0);
    }

    private static <T extends Enum<?>> String text(
            EdgeIteratorState edge, EncodingManager values, String key, Class<T> type) {
        return edge.get(values.getEnumEncodedValue(key, type)).toString();
    }

    /** {@return a number as it is written in conditions: a whole number without a point} */
    static String number(double value) {
        return value == (long) value ? String.valueOf((long) value) : String.valueOf(value);
    }

    private void add(Road road) {
        indexOfKey.put(road.key(), roads.size());
        edgesBetween.merge(road.ends(), 1, Integer::sum);
        roads.add(road);
    }

    int size() {
        return roads.size();
    }

    List<Road> all() {
        return roads;
    }

    boolean has(int key) {
        return indexOfKey.containsKey(key);
    }

    Road of(int key) {
        return roads.get(indexOfKey.getOrDefault(key, -1));
    }

    double km() {
        return roads.stream().mapToDouble(Road::km).sum();
    }

    /** {@return the road classes that at least {@link #FEWEST_TRIPS} trips travelled} */
    Set<String> usualClasses(List<Trip> trips) {
        Map<String, Integer> counts = new HashMap<>();
        trips.forEach(trip -> trip.edges().stream()
                .map(key -> of(key).roadClass())
                .distinct()
                .forEach(name -> counts.merge(name, 1, Integer::sum)));
        counts.values().removeIf(count -> count < FEWEST_TRIPS);
        return counts.keySet();
    }

    /** {@return the class of the roads on which most minutes were travelled} */
    String mainClass(List<Trip> trips) {
        Map<String, Double> minutes = new HashMap<>();
        trips.stream()
                .flatMap(trip -> trip.edges().stream())
                .map(this::of)
                .forEach(road -> minutes.merge(road.roadClass(), road.minutes(), Double::sum));
        return minutes.entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(OTHER);
    }

    /**
     * {@return the path of a trip as the text of a decision: its vertices, or, if another edge of the map has the same
     * ends as one of its edges, the indices of its edges in the table of roads}
     */
    String decision(Trip trip) {
        StringBuilder vertices =
                new StringBuilder(String.valueOf(of(trip.edges().get(0)).source()));
        boolean isUnique = true;
        for (int key : trip.edges()) {
            vertices.append('>').append(of(key).target());
            isUnique &= edgesBetween.getOrDefault(of(key).ends(), 0) == 1;
        }
        return isUnique
                ? vertices.toString()
                : String.join(
                        " ",
                        trip.edges().stream()
                                .map(key -> String.valueOf(indexOfKey.get(key)))
                                .toList());
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.whole("source"),
                Column.whole("target"),
                Column.whole("edge"),
                Column.whole("way"),
                Column.number("km"),
                Column.number("minutes"),
                Column.text("road")));
        Stream.of("road_class", "surface", "road_environment", "road_access", "toll", "max_speed", "average_speed")
                .map(Column::text)
                .forEach(columns::add);
        if (hasHeights) {
            columns.add(Column.text("average_slope"));
            columns.add(Column.number("climb"));
            columns.add(Column.number("descent"));
        }
        return columns;
    }

    void write(Path file, Set<String> usualClasses) {
        try (TableWriter table = Histories.standard().write(file.toString(), columns())) {
            roads.forEach(road -> table.write(cells(road, usualClasses)));
            table.commit();
        }
    }

    @Nullable
    Object[] cells(Road road, Set<String> usualClasses) {
        List<Object> cells = new ArrayList<>(List.of(
                (long) road.source(),
                (long) road.target(),
                (long) road.key(),
                (long) road.way(),
                road.km(),
                road.minutes(),
                usualClasses.contains(road.roadClass()) ? road.roadClass() : OTHER,
                road.roadClass()));
        cells.addAll(road.properties());
        cells.add(number(road.speed()));
        if (hasHeights) {
            double climb = road.km() * METRES_PER_KM * road.slope() / 100;
            cells.addAll(List.of(number(road.slope()), Math.max(0, climb), Math.max(0, -climb)));
        }
        return cells.toArray();
    }

    /**
     * Writes the positions of the vertices. If the map has turns, edges are the vertices, and their positions are their midpoints. x and y
     * are the kilometres east and north of the first position.
     */
    void writeCorners(Path file, RoadMap map) {
        NodeAccess nodes = map.hopper().getBaseGraph().getNodeAccess();
        Map<Integer, double[]> positions = new TreeMap<>();
        for (Road road : roads) {
            double[] from = {nodes.getLon(road.source()), nodes.getLat(road.source())};
            double[] to = {nodes.getLon(road.target()), nodes.getLat(road.target())};
            if (map.hasTurns()) {
                positions.put(road.key(), new double[] {(from[0] + to[0]) / 2, (from[1] + to[1]) / 2});
            } else {
                positions.put(road.source(), from);
                positions.put(road.target(), to);
            }
        }
        double kmPerDegree = 40_075.017 / 360; // of the equator
        double[] first = positions.values().stream().findFirst().orElse(new double[2]);
        try (TableWriter table = Histories.standard()
                .write(file.toString(), List.of(Column.whole("vertex"), Column.number("x"), Column.number("y")))) {
            positions.forEach((vertex, position) -> table.write(
                    (long) vertex,
                    (position[0] - first[0]) * kmPerDegree * Math.cos(Math.toRadians(first[1])),
                    (position[1] - first[1]) * kmPerDegree));
            table.commit();
        }
    }
}
