package io.dither.ortools.routes;

import io.dither.oracle.Vertex;
import io.dither.oracles.routes.Visits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Follows the arcs of a candidate solution y from the depot, each arc as often as y counts. An instance can test only
 * one y. If a place is visited several times, its visits are made in the order of their numbers.
 *
 * <p>Places are the ends of arcs. Nodes are the depot, node 0, and the visits: visit v is node v + 1.
 */
final class RoutesCheck {
    private final OrToolsRoutes routes;
    private final Visits visits;
    /** For each place, the ends of the arcs that leave it and were not yet followed. */
    private final List<Deque<Integer>> ends = new ArrayList<>();

    /** For each place, the nodes of its visits that were not yet made. */
    private final List<Deque<Integer>> nodes = new ArrayList<>();

    RoutesCheck(OrToolsRoutes routes) {
        this.routes = routes;
        visits = routes.visits();
        for (int place = 0; place < visits.places(); place++) {
            ends.add(new ArrayDeque<>());
            nodes.add(new ArrayDeque<>());
        }
        for (int visit = 0; visit < visits.visits(); visit++) {
            nodes.get(visits.stop(visit)).add(visit + 1);
        }
    }

    /** A route: its first stop, its load, and a text that says at which stop it is late (empty if it is in time). */
    private record Route(String first, long load, String late) {}

    /**
     * Returns the reason why the arcs of y are not feasible routes; empty if they are. The caller has checked by {@link
     * io.dither.oracles.routes.DegreeAssignment#violation} that the right number of arcs enters and leaves each place.
     */
    Optional<String> violation(Vertex y) {
        for (int k = 0; k < y.size(); k++) {
            int from = visits.from(y.index(k));
            int to = visits.to(y.index(k));
            // an arc from a place to itself stands for a visit that is left out
            for (long times = from == to ? 0 : Math.round(y.value(k)); times > 0; times--) {
                ends.get(from).add(to);
            }
        }
        List<Route> driven = new ArrayList<>();
        Deque<Integer> starts = ends.get(visits.depot());
        while (!starts.isEmpty()) {
            driven.add(follow(starts.remove()));
        }
        for (int place = 0; place < ends.size(); place++) {
            if (!ends.get(place).isEmpty()) {
                return Optional.of("no route visits stop " + visits.name(place) + " on its way");
            }
        }
        // if the routes fit into the vehicles at all, they fit when larger loads are in larger vehicles
        driven.sort(Comparator.comparingLong(Route::load).reversed());
        long[] capacities = routes.capacities();
        for (int i = 0; i < driven.size(); i++) {
            Route route = driven.get(i);
            if (route.load > capacities[i] || !route.late.isEmpty()) {
                return Optional.of("the route that starts with stop " + route.first
                        + (route.load > capacities[i]
                                ? " carries " + route.load + ", above " + capacities[i]
                                : route.late));
            }
        }
        return Optional.empty();
    }

    /** Follows a route from its first place back to the depot, and removes its arcs and visits. */
    private Route follow(int first) {
        long load = 0;
        long time = 0;
        String late = "";
        int before = 0; // the node that the route comes from, at first the depot
        for (int place = first; place != visits.depot(); place = ends.get(place).remove()) {
            int node = nodes.get(place).remove();
            load += routes.demand(node);
            if (routes.isTimed()) {
                time = Math.max(time + routes.time(before, node), routes.earliest(node));
                if (late.isEmpty() && time > routes.latest(node)) {
                    late = " comes to stop " + visits.name(place) + " at " + time + ", after " + routes.latest(node);
                }
            }
            before = node;
        }
        return new Route(visits.name(first), load, late);
    }
}
