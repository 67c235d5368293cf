package io.dither.ortools.routes;

import io.dither.oracle.Sense;
import io.dither.oracles.routes.Visits;
import io.dither.testing.BruteForceOracle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All routes of a few visits, by trying all orders, all places to cut them and all vehicles. */
final class ListedRoutes {
    private final Visits visits;
    private final long[] demands;
    private final long[] capacities;
    private final boolean isTimed;
    private final Map<String, double[]> found = new TreeMap<>();
    /** The visits of each vehicle so far, in order. */
    private final List<List<Integer>> driven = new ArrayList<>();

    private ListedRoutes(Visits visits, long[] demands, long[] capacities, boolean isTimed) {
        this.visits = visits;
        this.demands = demands;
        this.capacities = capacities;
        this.isTimed = isTimed;
        for (int vehicle = 0; vehicle < capacities.length; vehicle++) {
            driven.add(new ArrayList<>());
        }
    }

    /** Times are those of {@link RoutingContractTest}. */
    static BruteForceOracle of(Visits visits, boolean isTimed, long[] demands, long... capacities) {
        return BruteForceOracle.of(
                Sense.MINIMIZE, list(visits, isTimed, demands, capacities).toArray(new double[0][]));
    }

    static List<double[]> list(Visits visits, boolean isTimed, long[] demands, long... capacities) {
        ListedRoutes list = new ListedRoutes(visits, demands, capacities, isTimed);
        list.place(0);
        return List.copyOf(list.found.values());
    }

    /** Puts a visit anywhere, or nowhere. */
    private void place(int visit) {
        if (visit == demands.length) {
            keep();
            return;
        }
        for (List<Integer> route : driven) {
            for (int at = 0; at <= route.size(); at++) {
                route.add(at, visit);
                place(visit + 1);
                route.remove(at);
            }
        }
        if (visits.areOptional()) {
            place(visit + 1);
        }
    }

    private void keep() {
        double[] y = new double[visits.dimension()];
        boolean[] seen = new boolean[demands.length];
        int used = 0;
        for (int vehicle = 0; vehicle < capacities.length; vehicle++) {
            long load = 0;
            long time = 0;
            int place = visits.depot();
            long served = 0;
            for (int visit : driven.get(vehicle)) {
                int arc = visits.coordinate(place, visits.stop(visit));
                if (arc < 0 || place == visits.stop(visit)) {
                    return;
                }
                y[arc]++;
                seen[visit] = true;
                load += demands[visit];
                if (isTimed) {
                    long[] window = RoutingContractTest.WINDOWS[visit];
                    time = Math.max(window[0], time + served + RoutingContractTest.TIMES[arc]);
                    served = window[2];
                    if (time > window[1]) {
                        return;
                    }
                }
                place = visits.stop(visit);
            }
            if (load > capacities[vehicle]) {
                return;
            }
            if (place != visits.depot()) {
                int home = visits.coordinate(place, visits.depot());
                if (home < 0) {
                    return;
                }
                y[home]++;
                used++;
            }
        }
        for (int visit = 0; visit < seen.length; visit++) {
            if (!seen[visit]) {
                y[visits.coordinate(visits.stop(visit), visits.stop(visit))]++;
            }
        }
        if (used >= visits.minRoutes() && used <= visits.maxRoutes()) {
            found.put(java.util.Arrays.toString(y), y);
        }
    }
}
