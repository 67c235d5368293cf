package io.dither.experiments.plannerroutes;

import io.dither.oracles.routes.Visits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The plan of a day.
 *
 * @param number the number of the day, from 0
 * @param weekday the number of the weekday, from 0, as text
 * @param vehicles the number of vehicles
 * @param isTest whether it is one of the test days of Mandi, Canoy, Bucarey and Guns (CP 2021)
 * @param stops the places visited
 * @param successors for each place, the places to which arcs of the plan lead; the depot is 0
 */
record Day(
        int number,
        String weekday,
        int vehicles,
        boolean isTest,
        List<Integer> stops,
        Map<Integer, Set<Integer>> successors) {
    static final int DEPOT = 0;

    /** An arc of a plan. */
    record Arc(int from, int to) {}

    /** Returns the names of the depot and the stops, in the order of {@link Visits}. */
    List<String> places() {
        List<String> places = new ArrayList<>(List.of(String.valueOf(DEPOT)));
        stops.forEach(stop -> places.add(String.valueOf(stop)));
        return places;
    }

    List<Arc> arcs() {
        List<Arc> arcs = new ArrayList<>();
        successors.forEach((from, nextPlaces) -> nextPlaces.forEach(to -> arcs.add(new Arc(from, to))));
        return arcs;
    }

    /** Returns the feasible routes of the day: each stop is visited once, on as many routes as there are vehicles. */
    Visits singleVisits() {
        return Visits.among(places()).routes(vehicles, vehicles);
    }

    /**
     * Returns how often each arc was driven. The data name each arc only once. If more arcs end than begin at a stop, the missing arcs lead
     * to the depot; if more begin, the missing arcs come from the depot.
     */
    Map<Arc, Integer> driven() {
        // by place: the number of arcs that end there minus the number of arcs that begin there
        Map<Integer, Integer> surplus = new TreeMap<>();
        Map<Arc, Integer> driven = new LinkedHashMap<>();
        for (Arc arc : arcs()) {
            driven.put(arc, 1);
            surplus.merge(arc.to(), 1, Integer::sum);
            surplus.merge(arc.from(), -1, Integer::sum);
        }
        surplus.forEach((stop, excess) -> {
            if (stop != DEPOT && excess != 0) {
                Arc missing = excess > 0 ? new Arc(stop, DEPOT) : new Arc(DEPOT, stop);
                driven.merge(missing, Math.abs(excess), Integer::sum);
            }
        });
        return driven;
    }

    /** Returns the visits of the plan: stops as often as they were visited, on as many routes as were driven. */
    Visits drivenVisits() {
        List<String> visitedStops = new ArrayList<>();
        int routes = 0;
        for (Map.Entry<Arc, Integer> arc : driven().entrySet()) {
            int from = arc.getKey().from();
            routes += from == DEPOT ? arc.getValue() : 0;
            visitedStops.addAll(Collections.nCopies(from == DEPOT ? 0 : arc.getValue(), String.valueOf(from)));
        }
        return Visits.among(places()).stops(visitedStops).routes(routes, routes);
    }

    /** Returns whether each stop was visited once, and each arc driven once. */
    boolean isClean() {
        return !drivenVisits().areRepeated() && driven().values().stream().allMatch(times -> times == 1);
    }
}
