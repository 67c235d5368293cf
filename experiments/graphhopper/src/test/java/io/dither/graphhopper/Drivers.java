package io.dither.graphhopper;

import com.graphhopper.util.DistancePlaneProjection;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import io.dither.data.Column;
import io.dither.data.Histories;
import io.dither.data.TableWriter;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Simulated drivers on a real map: they take the way of least cost to them, and are seen every 5 seconds, 5 to 20 m off. */
final class Drivers {
    static final double PER_KM = 0.3;
    /** What a minute costs by road class; on the others 1.5. */
    static final Map<String, Double> PER_MINUTE =
            Map.of("primary", 1.0, "secondary", 1.3, "tertiary", 1.6, "residential", 2.0);

    /** What turns cost, where they are known. */
    static final double LEFT = 0.5;

    static final double RIGHT = 0.2;
    static final double EPSILON = 0.3;

    private static final double DEGREE = 111_319.49;

    /** A line of the graph: an edge, or a turn into an edge. */
    private record Step(int source, int target, RoadTable.Road road, double turn) {
        double cost() {
            return PER_KM * road.km() + perMinute(road.roadClass()) * road.minutes() + turn;
        }
    }

    private final RoadMap map;
    private final RoadTable roads;
    private final List<Step> steps;
    private final Random random;
    /** The true ways by the names of their trips. */
    final Map<String, Trip> ways = new LinkedHashMap<>();

    Drivers(RoadMap map, long seed) {
        this.map = map;
        roads = new RoadTable(map);
        steps = map.hasTurns()
                ? new TurnTable(roads, map)
                        .all().stream()
                                .map(turn -> new Step(
                                        turn.from().key(),
                                        turn.to().key(),
                                        turn.to(),
                                        turn.side() < 0 ? LEFT : turn.side() > 0 ? RIGHT : 0))
                                .toList()
                : roads.all().stream()
                        .map(road -> new Step(road.source(), road.target(), road, 0))
                        .toList();
        random = new Random(seed);
    }

    static double perMinute(String roadClass) {
        return PER_MINUTE.getOrDefault(roadClass, 1.5);
    }

    RoadTable roads() {
        return roads;
    }

    /** Writes points of trips; of every 20 one has a gap, one turns back, one is short, and one is off the map. */
    void write(Path folder, int trips) {
        Path file = folder.resolve("simulated.csv");
        if (map.hasTurns()) {
            new TurnTable(roads, map).write(file, Set.of());
        } else {
            roads.write(file, Set.of());
        }
        List<Column> columns = List.of(
                Column.text("trip"), Column.number("time"), Column.number("longitude"), Column.number("latitude"));
        try (TableWriter table =
                Histories.standard().write(folder.resolve("traces.csv").toString(), columns)) {
            while (ways.size() < trips) {
                String name = "t" + ways.size();
                List<Integer> way = way(file);
                if (way.size() >= 8) {
                    ways.put(name, Trip.of(name, way));
                    points(way, ways.size() % 20).forEach(p -> table.write(name, p[0], p[1], p[2]));
                }
            }
            table.commit();
        }
    }

    private List<Integer> way(Path file) {
        int from = steps.get(random.nextInt(steps.size())).source();
        int to = steps.get(random.nextInt(steps.size())).target();
        if (from == to) {
            return List.of();
        }
        double[] costs = steps.stream()
                .mapToDouble(step -> step.cost() * Math.exp(EPSILON * random.nextGaussian()))
                .toArray();
        try {
            LinearOracle oracle = OracleRegistry.discover()
                    .create("jgrapht-shortest-path:file=" + file + ",format=csv,source=" + from + ",target=" + to);
            double[] y = oracle.solve(costs);
            Map<Integer, Step> next = new LinkedHashMap<>();
            for (int i = 0; i < y.length; i++) {
                if (y[i] == 1) {
                    next.put(steps.get(i).source(), steps.get(i));
                }
            }
            List<Integer> way = new ArrayList<>(map.hasTurns() ? List.of(from) : List.of());
            for (Step step = next.get(from); step != null; step = next.get(step.target())) {
                way.add(step.road().key());
            }
            double minutes =
                    way.stream().mapToDouble(key -> roads.of(key).minutes()).sum();
            return minutes > 5 && minutes < 40 ? way : List.of();
        } catch (io.dither.error.OracleException none) {
            return List.of();
        }
    }

    private List<double[]> points(List<Integer> way, int kind) {
        List<Integer> driven = new ArrayList<>(way);
        if (kind == 1) { // turns back
            for (int i = way.size() - 1; i > way.size() / 2; i--) {
                driven.add(way.get(i) ^ 1);
            }
        }
        double sigma = 5 + 15 * random.nextDouble();
        double shift = kind == 2 ? 0.03 : 0;
        List<double[]> points = new ArrayList<>();
        double time = 0;
        double next = 0;
        for (int key : driven) {
            PointList line =
                    map.hopper().getBaseGraph().getEdgeIteratorStateForKey(key).fetchWayGeometry(FetchMode.ALL);
            double speed = (roads.has(key) ? roads.of(key) : roads.of(key ^ 1)).speed() / 3.6;
            for (int i = 1; i < line.size(); i++) {
                double metres = DistancePlaneProjection.DIST_PLANE.calcDist(
                        line.getLat(i - 1), line.getLon(i - 1), line.getLat(i), line.getLon(i));
                double seconds = metres / speed;
                for (; next <= time + seconds && seconds > 0; next += 5) {
                    double part = (next - time) / seconds;
                    double latitude = line.getLat(i - 1) + part * (line.getLat(i) - line.getLat(i - 1));
                    double longitude = line.getLon(i - 1) + part * (line.getLon(i) - line.getLon(i - 1));
                    points.add(new double[] {
                        next,
                        longitude + shift + sigma * random.nextGaussian() / DEGREE / Math.cos(Math.toRadians(latitude)),
                        latitude + shift + sigma * random.nextGaussian() / DEGREE
                    });
                }
                time += seconds;
            }
        }
        return switch (kind) {
            case 3 -> points.subList(0, Math.min(2, points.size()));
            case 4 -> gap(points);
            default -> points;
        };
    }

    /** Leaves out the middle four fifths. */
    private static List<double[]> gap(List<double[]> points) {
        List<double[]> some = new ArrayList<>(points.subList(0, points.size() / 10 + 1));
        some.addAll(points.subList(points.size() - points.size() / 10 - 1, points.size()));
        return some;
    }
}
