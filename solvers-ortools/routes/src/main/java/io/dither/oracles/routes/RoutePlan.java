package io.dither.oracles.routes;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Routes as linked lists of nodes: the state of a {@link RouteWalk}. Node 0 is the depot, where each route begins and
 * ends; the other nodes are visits, which are made once or left out.
 */
final class RoutePlan {
    /** The route of a visit that is left out. */
    static final int OUT = -1;

    private final RouteRules rules;
    /** The number of visits, which are nodes 1 to this number. */
    private final int visits;
    /** The node after each visit: the depot at the end of a route, the visit itself if it is left out. */
    final int[] next;
    /** The node before each visit: the depot at the beginning of a route, the visit itself if it is left out. */
    final int[] before;

    /** The route of each visit; {@link #OUT} if it is left out. */
    final int[] route;
    /** The first visit of each route; 0 for a route that is not driven. */
    final int[] head;

    /** The sum of the demands of each route. */
    final long[] load;

    /** The number of routes that are driven. */
    int drivenRoutes;

    /** All routes; the routes that are driven come first. */
    final int[] routes;

    /** The index of each route in {@code routes}. */
    final int[] routeIndex;

    RoutePlan(RouteRules rules) {
        this.rules = rules;
        visits = rules.demands().length;
        next = new int[visits + 1];
        before = new int[visits + 1];
        route = new int[visits + 1];
        int maxRoutes = Math.min(rules.maxRoutes(), visits);
        head = new int[maxRoutes];
        load = new long[maxRoutes];
        routes = new int[maxRoutes];
        routeIndex = new int[maxRoutes];
        clear();
    }

    private void clear() {
        drivenRoutes = 0;
        Arrays.fill(head, 0);
        Arrays.fill(load, 0);
        Arrays.fill(route, OUT);
        for (int r = 0; r < routes.length; r++) {
            routes[r] = r;
            routeIndex[r] = r;
        }
        for (int v = 0; v <= visits; v++) {
            next[v] = v;
            before[v] = v;
        }
    }

    /**
     * Packs the visits into routes by first fit, the largest demands first and equal demands in random order. The
     * search for a route with room starts at the route after that of the last visit, so that visits spread over routes.
     */
    void pack(KeyedRandom random) {
        clear();
        Integer[] order = new Integer[visits];
        Arrays.setAll(order, i -> i + 1);
        for (int i = visits - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Integer visit = order[i];
            order[i] = order[j];
            order[j] = visit;
        }
        Arrays.sort(order, Comparator.comparingLong(v -> -demand(v)));
        int r = 0;
        for (int v : order) {
            int attempts = 0;
            while (attempts < routes.length && load[r] + demand(v) > rules.capacity()) {
                r = (r + 1) % routes.length;
                attempts++;
            }
            if (attempts < routes.length) {
                insert(v, 0, r);
                r = (r + 1) % routes.length;
            } else if (!rules.optional()) {
                throw new OracleException(
                        OracleException.Code.INFEASIBLE,
                        "first fit does not pack the visits into " + rules.maxRoutes() + " routes of capacity "
                                + rules.capacity() + ": begin the walk at given routes");
            }
        }
    }

    /** Sets the routes to the routes whose arcs y marks. */
    void read(Vertex y) {
        double[] coordinates = Arguments.length("y", y.toArray(), rules.dimension());
        clear();
        // an arc from the depot begins a route
        for (int v = 1; v <= visits; v++) {
            if (coordinates[arc(0, v)] > 0.5 && route[v] == OUT && drivenRoutes < routes.length) {
                follow(v, routes[drivenRoutes], coordinates);
            }
        }
        for (int v = 1; v <= visits; v++) {
            if (route[v] == OUT && !(rules.optional() && coordinates[arc(v, v)] > 0.5)) {
                throw new InvalidArgumentException("no route contains visit " + v, "Maybe the point is not feasible");
            }
        }
    }

    /** Follows the arcs that y marks from the visit {@code start} to the depot, and appends the visits to route r. */
    private void follow(int start, int r, double[] y) {
        int last = 0;
        int node = start;
        while (node != 0) {
            insert(node, last, r);
            int follower = 0;
            for (int to = 1; to <= visits && follower == 0; to++) {
                follower = route[to] == OUT && y[arc(node, to)] > 0.5 ? to : 0;
            }
            last = node;
            node = follower;
        }
    }

    /** Returns the coordinate of an arc between nodes; from a visit to itself, the coordinate of leaving it out. */
    int arc(int from, int to) {
        int k = rules.arcs().coordinate(from, to);
        if (k < 0 || k >= rules.dimension()) {
            throw new InvalidArgumentException(
                    "the arc from node " + from + " to node " + to + " is coordinate " + k + " of " + rules.dimension(),
                    "Maybe dimension and arcs belong to different problems");
        }
        return k;
    }

    long demand(int visit) {
        return rules.demands()[visit - 1];
    }

    /** Returns the sum of the demands of all visits that follow a visit on its route. */
    long demandAfter(int visit) {
        long sum = 0;
        for (int v = next[visit]; v != 0; v = next[v]) {
            sum += demand(v);
        }
        return sum;
    }

    /** Takes a visit out of its route, if it has one. */
    void remove(int v) {
        int r = route[v];
        if (r == OUT) {
            return;
        }
        link(before[v], next[v], r);
        load[r] -= demand(v);
        route[v] = OUT;
        next[v] = v;
        before[v] = v;
        if (head[r] == 0) {
            move(r, --drivenRoutes); // behind the routes that are driven
        }
    }

    /** Puts visit v, which has no route, into route r after the node {@code previous}, 0 to put it first. */
    void insert(int v, int previous, int r) {
        if (head[r] == 0) {
            move(r, drivenRoutes++); // to the end of the routes that are driven
        }
        int follower = previous == 0 ? head[r] : next[previous];
        route[v] = r;
        load[r] += demand(v);
        link(previous, v, r);
        link(v, follower, r);
    }

    /** Moves route r to an index of {@code routes}; the route that was there moves to the old index of r. */
    private void move(int r, int index) {
        int displaced = routes[index];
        routes[routeIndex[r]] = displaced;
        routeIndex[displaced] = routeIndex[r];
        routes[index] = r;
        routeIndex[r] = index;
    }

    /**
     * Makes the node {@code to} follow the node {@code from} on route r. The depot is in all routes and stores no
     * neighbours: the route stores its first visit.
     */
    private void link(int from, int to, int r) {
        if (from == 0) {
            head[r] = to;
        } else {
            next[from] = to;
        }
        if (to != 0) {
            before[to] = from;
        }
    }

    /** Exchanges the positions of two visits. */
    void swap(int a, int b) {
        int routeA = route[a];
        int routeB = route[b];
        int beforeA = before[a];
        int beforeB = before[b];
        int nextA = next[a];
        int nextB = next[b];
        if (nextB == a && routeA == routeB) {
            link(beforeB, a, routeB);
            link(a, b, routeA);
            link(b, nextA, routeA);
        } else if (nextA == b && routeA == routeB) {
            link(beforeA, b, routeA);
            link(b, a, routeA);
            link(a, nextB, routeA);
        } else {
            link(beforeA, b, routeA);
            link(b, nextA, routeA);
            link(beforeB, a, routeB);
            link(a, nextB, routeB);
        }
        route[a] = routeB;
        route[b] = routeA;
        load[routeA] += demand(b) - demand(a);
        load[routeB] += demand(a) - demand(b);
    }

    /** Reverses the section of a route from the visit {@code first} to the visit {@code last}, both included. */
    void reverse(int first, int last) {
        int r = route[first];
        int from = before[first];
        int to = next[last];
        int v = first;
        int newNext = to;
        while (v != to) {
            int following = next[v];
            link(v, newNext, r);
            newNext = v;
            v = following;
        }
        link(from, last, r);
    }

    /** Exchanges the sections that follow two visits of different routes. */
    void swapTails(int first, int second) {
        int a = route[first];
        int b = route[second];
        int tailOfFirst = next[first];
        int tailOfSecond = next[second];
        long loadShift = demandAfter(second) - demandAfter(first);
        load[a] += loadShift;
        load[b] -= loadShift;
        appendTail(first, tailOfSecond, a);
        appendTail(second, tailOfFirst, b);
    }

    /** Makes the visits from {@code tail} to the end of its route follow the visit {@code from} on route r. */
    private void appendTail(int from, int tail, int r) {
        link(from, tail, r);
        for (int v = tail; v != 0; v = next[v]) {
            route[v] = r;
        }
    }

    /** Makes y the vector that counts the arcs of these routes. */
    void write(Vertex y) {
        double[] coordinates = y.requireDimension(rules.dimension()).dense(); // dense() sets all coordinates to 0
        for (int v = 1; v <= visits; v++) {
            if (route[v] == OUT) {
                coordinates[arc(v, v)]++; // stands for leaving v out
            } else {
                coordinates[arc(before[v], v)]++; // an undirected edge to the only visit of a route counts twice
                if (next[v] == 0) {
                    coordinates[arc(v, 0)]++;
                }
            }
        }
    }
}
