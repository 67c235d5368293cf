package io.dither.experiments.plannerroutes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The arcs of a plan, with the measures by which Mandi, Canoy, Bucarey and Guns (CP 2021) compare plans.
 *
 * @param arcs the arcs, as a set
 */
record Plan(Set<Day.Arc> arcs) {
    static Plan of(Collection<Day.Arc> arcs) {
        return new Plan(new LinkedHashSet<>(arcs));
    }

    /**
     * Returns the stops of each route. If several arcs leave a stop, the route goes to the stop with the least number; stops that are on no
     * route are left out.
     */
    List<Set<Integer>> routes() {
        TreeMap<Integer, TreeSet<Integer>> successors = new TreeMap<>();
        arcs.forEach(arc ->
                successors.computeIfAbsent(arc.from(), from -> new TreeSet<>()).add(arc.to()));
        List<Set<Integer>> routes = new ArrayList<>();
        for (int first : successors.getOrDefault(Day.DEPOT, new TreeSet<>())) {
            Set<Integer> route = new TreeSet<>();
            int stop = first;
            while (stop != Day.DEPOT && route.add(stop)) {
                stop = successors
                        .getOrDefault(stop, new TreeSet<>(Set.of(Day.DEPOT)))
                        .first();
            }
            routes.add(route);
        }
        return routes;
    }

    /** Returns whether routes from the depot reach all stops, so that no tour leaves out the depot. */
    boolean consistsOfRoutes() {
        Set<Integer> reached = new HashSet<>(Set.of(Day.DEPOT));
        routes().forEach(reached::addAll);
        return arcs.stream().allMatch(arc -> reached.contains(arc.to()));
    }

    /** Returns the share of these arcs that another plan lacks. */
    double missedBy(Plan other) {
        return arcs.stream().filter(arc -> !other.arcs.contains(arc)).count() / (double) arcs.size();
    }

    /**
     * Returns the share of places whose route differs between the plans. Each route is paired with one of the other plan, those that
     * differ least first; a place differs if it is in only one route of a pair. Routes that remain without a pair are ignored. The depot
     * counts as a place, as in the paper's code.
     */
    double movedBy(Plan other) {
        List<Set<Integer>> ownRoutes = new ArrayList<>(routes());
        List<Set<Integer>> otherRoutes = new ArrayList<>(other.routes());
        Set<Integer> moved = new HashSet<>();
        while (!ownRoutes.isEmpty() && !otherRoutes.isEmpty()) {
            Set<Integer> smallest = Set.of();
            int otherIndex = -1;
            int ownIndex = -1;
            for (int i = 0; i < otherRoutes.size(); i++) {
                for (int j = 0; j < ownRoutes.size(); j++) {
                    Set<Integer> difference = symmetricDifference(otherRoutes.get(i), ownRoutes.get(j));
                    if (ownIndex < 0 || difference.size() < smallest.size()) {
                        smallest = difference;
                        otherIndex = i;
                        ownIndex = j;
                    }
                }
            }
            moved.addAll(smallest);
            otherRoutes.remove(otherIndex);
            ownRoutes.remove(ownIndex);
        }
        Set<Integer> places = new HashSet<>(Set.of(Day.DEPOT));
        routes().forEach(places::addAll);
        return moved.size() / (double) places.size();
    }

    private static Set<Integer> symmetricDifference(Set<Integer> first, Set<Integer> second) {
        Set<Integer> difference = new HashSet<>(first);
        difference.addAll(second);
        difference.removeIf(stop -> first.contains(stop) && second.contains(stop));
        return difference;
    }
}
