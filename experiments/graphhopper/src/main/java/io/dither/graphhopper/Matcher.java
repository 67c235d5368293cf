package io.dither.graphhopper;

import com.graphhopper.matching.MapMatching;
import com.graphhopper.matching.MatchResult;
import com.graphhopper.matching.State;
import com.graphhopper.routing.querygraph.VirtualEdgeIteratorState;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.index.LocationIndexTree;
import com.graphhopper.util.EdgeIteratorState;
import io.dither.error.Arguments;
import io.dither.learn.model.PlainText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the edges that a trace travelled. An edge at either end counts only if the trace covers its whole length, up to twice the accuracy.
 * If edges at the ends of a cheapest way are left out, what remains is still a cheapest way between its own ends. Used by many threads.
 */
final class Matcher {
    /** A point that is farther from its road than this multiple of the accuracy is off the map, not noise. */
    private static final int FAR = 5;
    /** A way back that is longer than this multiple of the accuracy is a turn, not noise. */
    private static final int BACK = 10;

    /** The largest share of points off the map in a trace that is not dropped. */
    private static final double LARGEST_SHARE_OFF = 0.1;
    /**
     * GraphHopper gets this multiple of the accuracy as the standard deviation of points. It searches roads within this
     * distance of a point. It leaves out points that are nearer to the previous point than twice this distance, so that
     * fewer points seem to go back.
     */
    private static final double SIGMA_FACTOR = 4;

    /** The number of edges that are left out at each end, where few points are near. */
    private static final int ENDS = 2;

    private final RoadMap map;
    private final FastestWays router;
    /** The costs of the ways that the profile may travel; infinite for other edges and turns. */
    private final Weighting allowed;

    private final RoadTable roads;
    private final double accuracy;
    private final double gapLimit;

    /**
     * Creates a matcher.
     *
     * @param map the road graph of GraphHopper, in which traces are matched
     * @param roads the roads that the profile may travel
     * @param accuracy the standard deviation of points, in metres
     * @param gapLimit the largest distance from a point to the next in a trace that is not dropped, in metres
     */
    Matcher(RoadMap map, RoadTable roads, double accuracy, double gapLimit) {
        this.map = map;
        router = FastestWays.on(map);
        // a turn costs 1 to the left and to the right; NearestWay multiplies this cost
        allowed = map.hasTurns() ? TurnTable.penalties(map, 1, 1) : router.weighting();
        this.roads = roads;
        this.accuracy = Arguments.positive("--accuracy", accuracy);
        this.gapLimit = Arguments.positive("--gap", gapLimit);
    }

    /** The metres travelled on an edge, whose {@linkplain RoadTable.Road key} gives the direction. */
    private record Part(int key, double metres) {}

    /** Returns the edges of the trace, or the reason why it is dropped. */
    Trip match(Trace trace) {
        String name = trace.name();
        if (trace.points().size() < 2) {
            return Trip.dropped(name, "too short", trace.points().size() + " points");
        }
        double gap = trace.longestGap();
        if (gap > gapLimit) {
            return Trip.dropped(name, "gap", Math.round(gap) + " m from a point to the next");
        }
        MapMatching matching = new MapMatching(
                map.hopper().getBaseGraph(), (LocationIndexTree) map.hopper().getLocationIndex(), router);
        matching.setMeasurementErrorSigma(SIGMA_FACTOR * accuracy);
        MatchResult result;
        try {
            result = matching.match(trace.observations());
        } catch (IllegalArgumentException broken) {
            return Trip.dropped(name, "no way", "no road leads from point to point");
        }
        List<State> states = result.getEdgeMatches().stream()
                .flatMap(edge -> edge.getStates().stream())
                .toList();
        long offMap = states.stream()
                .filter(state -> state.getSnap().getQueryDistance() > FAR * accuracy)
                .count();
        if (offMap > LARGEST_SHARE_OFF * states.size()) {
            return Trip.dropped(
                    name,
                    "off the map",
                    PlainText.format(
                            "%d of %d points are over %.0f m from a road", offMap, states.size(), FAR * accuracy));
        }
        return trip(trace, result);
    }

    /**
     * The directed edges of a matched path, each with the metres travelled on it. Noise makes slow vehicles seem to go
     * back and forth, so metres back on an edge cancel metres forward.
     */
    private static final class Way {
        final List<Part> parts = new ArrayList<>();
        /** The longest way back, in metres. */
        double farthestBack;
        /** The metres of the present way back; 0 while the vehicle goes on. */
        private double metresBack;

        void add(int key, double metres) {
            int last = parts.size() - 1;
            if (last < 0 || (parts.get(last).key() != key && parts.get(last).key() != reverse(key))) {
                parts.add(new Part(key, metres));
                metresBack = 0;
            } else if (parts.get(last).key() == key) {
                parts.set(last, new Part(key, parts.get(last).metres() + metres));
                metresBack = 0;
            } else {
                double partMetres = parts.remove(last).metres();
                metresBack += Math.min(partMetres, metres);
                farthestBack = Math.max(farthestBack, metresBack);
                if (partMetres > metres) {
                    parts.add(new Part(reverse(key), partMetres - metres));
                } else if (metres > partMetres) {
                    double backSoFar = metresBack;
                    add(key, metres - partMetres); // may reset metresBack to 0
                    metresBack = Math.max(metresBack, backSoFar);
                }
            }
        }

        /** Returns the key of the same edge in the other direction, which differs in the last bit. */
        private static int reverse(int key) {
            return key ^ 1;
        }
    }

    private Trip trip(Trace trace, MatchResult result) {
        String name = trace.name();
        Way way = new Way();
        for (EdgeIteratorState edge : result.getMergedPath().calcEdges()) {
            // points divide edges of the map into virtual edges
            way.add(
                    edge instanceof VirtualEdgeIteratorState part ? part.getOriginalEdgeKey() : edge.getEdgeKey(),
                    edge.getDistance());
        }
        if (way.farthestBack > BACK * accuracy) {
            return Trip.dropped(name, "turns back", Math.round(way.farthestBack) + " m the same way back");
        }
        List<Part> parts = way.parts;
        int firstWhole = parts.isEmpty() || isWhole(parts.get(0)) ? 0 : 1;
        int afterLastWhole =
                parts.size() > firstWhole && !isWhole(parts.get(parts.size() - 1)) ? parts.size() - 1 : parts.size();
        List<Integer> edges = parts.subList(firstWhole, afterLastWhole).stream()
                .map(Part::key)
                .toList();
        if (edges.isEmpty()) {
            return Trip.dropped(name, "too short", "no whole edge");
        }
        // with costs of turns, a cheapest way may go round a block instead of turning left, and so pass a crossing
        // twice
        Set<Integer> visited = new HashSet<>();
        for (int key : edges) {
            if (!roads.has(key)) {
                return Trip.dropped(name, "loop", "an edge that ends where it begins");
            }
            visited.add(roads.of(key).source());
        }
        int first = roads.of(edges.get(0)).source();
        int last = roads.of(edges.get(edges.size() - 1)).target();
        visited.add(last);
        boolean hasLoop = visited.size() <= edges.size(); // a way without a loop has one vertex more than edges
        // the key without its last bit, which is the direction, is the number of the edge
        boolean repeatsEdge = edges.stream().map(key -> key >> 1).distinct().count() < edges.size();
        if (hasLoop && (!map.hasTurns() || repeatsEdge)) {
            return Trip.dropped(name, "loop", edges.size() + 1 - visited.size() + " crossings are passed twice");
        }
        // the nearest way could leave out the loop, so a way with a loop stays as GraphHopper matched it
        List<Integer> nearest =
                hasLoop ? List.of() : new NearestWay(map, allowed, trace.points(), accuracy).between(first, last);
        List<Integer> travelled = nearest.isEmpty() ? edges : nearest;
        // at least two edges must remain: if coordinates are turns, a trip needs a turn
        return travelled.size() < 2 * ENDS + 2
                ? Trip.dropped(name, "too short", travelled.size() + " whole edges")
                : Trip.of(name, travelled.subList(ENDS, travelled.size() - ENDS));
    }

    /**
     * Returns whether the trace covers the whole edge, up to twice the accuracy. An edge that the table lacks, because
     * it ends where it begins, counts as whole: the trip is then dropped as a loop.
     */
    private boolean isWhole(Part part) {
        return !roads.has(part.key()) || roads.of(part.key()).km() * 1000 - part.metres() <= 2 * accuracy;
    }
}
