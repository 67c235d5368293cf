package io.dither.graphhopper;

import com.graphhopper.routing.Dijkstra;
import com.graphhopper.routing.Path;
import com.graphhopper.routing.util.TraversalMode;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.util.DistancePlaneProjection;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import com.graphhopper.util.shapes.GHPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way between two vertices that stays nearest to a trace: each metre costs its squared distance from the line through the points, so
 * that all points together, and not a single point, decide between parallel roads.
 */
final class NearestWay implements Weighting {
    /** The most metres between points of a road whose distance to the trace is measured. */
    private static final double STEP_METRES = 10;
    /** Roads farther away than this multiple of the accuracy were not driven. */
    private static final double FAR = 5;
    /** The cost of a metre on the trace itself, in units of the squared accuracy. It makes detours cost more than 0. */
    private static final double LEAST_COST = 0.2;

    /** The factor of the costs of turns, if the map has them; it is high because noise suggests turns into parallel roads. */
    private static final double TURN = 50;

    private final RoadMap map;
    /** The costs of the ways that the profile may travel; infinite for other edges and turns. */
    private final Weighting allowed;

    private final PointList trace = new PointList();
    private final double accuracy;
    /** The costs of edges computed so far, by the number of the edge. */
    private final Map<Integer, Double> costs = new HashMap<>();

    NearestWay(RoadMap map, Weighting allowed, List<GHPoint> points, double accuracy) {
        this.map = map;
        this.allowed = allowed;
        this.accuracy = accuracy;
        points.forEach(point -> trace.add(point.getLat(), point.getLon()));
    }

    /** Returns the edge keys of the way, or none if there is no way. */
    List<Integer> between(int from, int to) {
        Path path = new Dijkstra(
                        map.hopper().getBaseGraph(),
                        this,
                        hasTurnCosts() ? TraversalMode.EDGE_BASED : TraversalMode.NODE_BASED)
                .calcPath(from, to);
        return path.isFound()
                ? path.calcEdges().stream().map(EdgeIteratorState::getEdgeKey).toList()
                : List.of();
    }

    @Override
    public double calcEdgeWeight(EdgeIteratorState edge, boolean reverse) {
        return Double.isInfinite(allowed.calcEdgeWeight(edge, reverse))
                ? Double.POSITIVE_INFINITY
                : costs.computeIfAbsent(edge.getEdge(), number -> cost(edge));
    }

    private double cost(EdgeIteratorState edge) {
        PointList geometry = edge.fetchWayGeometry(FetchMode.ALL);
        double sum = 0;
        for (int i = 1; i < geometry.size(); i++) {
            double metres = DistancePlaneProjection.DIST_PLANE.calcDist(
                    geometry.getLat(i - 1), geometry.getLon(i - 1), geometry.getLat(i), geometry.getLon(i));
            int steps = (int) Math.ceil(metres / STEP_METRES);
            for (int k = 0; k < steps; k++) {
                double fraction = (k + 0.5) / steps;
                // the distance from the trace, in units of the accuracy
                double accuracies = distance(
                                geometry.getLat(i - 1) + fraction * (geometry.getLat(i) - geometry.getLat(i - 1)),
                                geometry.getLon(i - 1) + fraction * (geometry.getLon(i) - geometry.getLon(i - 1)))
                        / accuracy;
                if (accuracies > FAR) {
                    return Double.POSITIVE_INFINITY;
                }
                sum += metres / steps * (LEAST_COST + accuracies * accuracies);
            }
        }
        return sum;
    }

    /** Returns the distance of a point from the trace, in metres. */
    private double distance(double latitude, double longitude) {
        DistancePlaneProjection plane = DistancePlaneProjection.DIST_PLANE;
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < trace.size(); i++) {
            double aLat = trace.getLat(i - 1);
            double aLon = trace.getLon(i - 1);
            double bLat = trace.getLat(i);
            double bLon = trace.getLon(i);
            // if an end of the line from a to b is its nearest point, only a is measured: b is the next a, or the last
            // point, which is measured after the loop
            double distance = plane.validEdgeDistance(latitude, longitude, aLat, aLon, bLat, bLon)
                    ? plane.calcDenormalizedDist(
                            plane.calcNormalizedEdgeDistance(latitude, longitude, aLat, aLon, bLat, bLon))
                    : plane.calcDist(latitude, longitude, aLat, aLon);
            nearest = Math.min(nearest, distance);
        }
        return Math.min(
                nearest,
                plane.calcDist(latitude, longitude, trace.getLat(trace.size() - 1), trace.getLon(trace.size() - 1)));
    }

    @Override
    public double calcMinWeightPerDistance() {
        return 0;
    }

    @Override
    public long calcEdgeMillis(EdgeIteratorState edge, boolean reverse) {
        return allowed.calcEdgeMillis(edge, reverse);
    }

    @Override
    public double calcTurnWeight(int in, int via, int out) {
        return TURN * allowed.calcTurnWeight(in, via, out);
    }

    @Override
    public long calcTurnMillis(int in, int via, int out) {
        return 0;
    }

    @Override
    public boolean hasTurnCosts() {
        return allowed.hasTurnCosts();
    }

    @Override
    public String getName() {
        return "nearest";
    }
}
