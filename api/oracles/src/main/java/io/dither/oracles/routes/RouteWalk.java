package io.dither.oracles.routes;

import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Move;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;

/**
 * Routes from a depot by four moves, all symmetric: a visit goes elsewhere, or out; two visits exchange places; a part of a route is turned
 * around (2-opt); two routes exchange what follows two visits (cross). The depot is node 0, visits are nodes from 1 on, each made once; any
 * node leads to any other. Where capacities leave no room, some routes may be out of reach from others.
 */
final class RouteWalk implements Walk {
    private enum Kind {
        RELOCATE,
        EXCHANGE,
        TURN,
        CROSS
    }

    private static final Kind[] KINDS = Kind.values();
    private final RouteRules rules;
    private final RoutePlan plan;
    private final int visits;
    private Kind kind = Kind.RELOCATE;
    private int first;
    private int second;
    /** Where a visit goes: after a node of a route. */
    private int after;

    private int into;
    private boolean proposed;

    RouteWalk(RouteRules rules) {
        this.rules = rules;
        plan = new RoutePlan(rules);
        visits = rules.demands().length;
    }

    @Override
    public void begin(KeyedRandom random) {
        plan.pack(random);
    }

    @Override
    public void begin(Vertex y) {
        plan.read(y);
    }

    @Override
    public double propose(KeyedRandom random, double[] scores, Move move) {
        move.clear();
        kind = KINDS[random.nextInt(KINDS.length)];
        first = 1 + random.nextInt(visits);
        proposed = kind == Kind.RELOCATE ? relocate(random, move) : pair(random, move);
        return proposed ? 0 : Double.NEGATIVE_INFINITY;
    }

    /** Draws from the places that there are once the visit is out, so that the way back is as likely. */
    private boolean relocate(KeyedRandom random, Move move) {
        int own = plan.route[first];
        boolean ends = own != RoutePlan.OUT && plan.head[own] == first && plan.next[first] == 0;
        int left = plan.driven - (ends ? 1 : 0);
        int behind = visits - 1; // slots: behind each other visit, at the head of each route, a new route, out
        int slot = random.nextInt(behind + left + (left < plan.head.length ? 1 : 0) + (rules.optional() ? 1 : 0));
        if (slot < behind) {
            after = slot + 1 < first ? slot + 1 : slot + 2;
            into = plan.route[after];
            if (into == RoutePlan.OUT) {
                return false;
            }
        } else {
            after = 0;
            slot -= behind;
            int skipped = ends && slot >= plan.place[own] ? slot + 1 : slot;
            boolean fresh = slot == left && left < plan.head.length;
            into = slot < left ? plan.routes[skipped] : fresh ? (ends ? own : plan.routes[plan.driven]) : RoutePlan.OUT;
        }
        if ((own != RoutePlan.OUT && after == plan.before[first] && into == own)
                || (into == RoutePlan.OUT && own == RoutePlan.OUT)) {
            return false;
        }
        if (into != RoutePlan.OUT
                && plan.load[into] + plan.demand(first) - (into == own ? plan.demand(first) : 0) > rules.capacity()) {
            return false;
        }
        int routesThen = left + (into != RoutePlan.OUT && after == 0 && (slot == left) ? 1 : 0);
        if (routesThen < rules.least()) {
            return false;
        }
        if (own == RoutePlan.OUT) {
            change(move, first, first, -1);
        } else {
            change(move, plan.before[first], first, -1);
            change(move, first, plan.next[first], -1);
            if (!ends) {
                change(move, plan.before[first], plan.next[first], 1);
            }
        }
        if (into == RoutePlan.OUT) {
            change(move, first, first, 1);
            return true;
        }
        int follower = after == 0 ? plan.head[into] : plan.next[after];
        if (follower == first) { // it is out by now
            follower = plan.next[first];
        }
        boolean empty = after == 0 && follower == 0;
        if (!empty) {
            change(move, after, follower, -1);
        }
        change(move, after, first, 1);
        change(move, first, follower, 1);
        return true;
    }

    private void change(Move move, int from, int to, double by) {
        move.add(plan.arc(from, to), by);
    }

    private boolean pair(KeyedRandom random, Move move) {
        second = 1 + random.nextInt(visits);
        if (first == second || plan.route[first] == RoutePlan.OUT || plan.route[second] == RoutePlan.OUT) {
            return false;
        }
        if (kind == Kind.EXCHANGE) {
            return exchange(move);
        }
        boolean same = plan.route[first] == plan.route[second];
        return same == (kind == Kind.TURN) && (same ? turn(move) : cross(move));
    }

    private boolean exchange(Move move) {
        long more = plan.demand(second) - plan.demand(first);
        if (plan.route[first] != plan.route[second]
                && (plan.load[plan.route[first]] + more > rules.capacity()
                        || plan.load[plan.route[second]] - more > rules.capacity())) {
            return false;
        }
        if (plan.next[second] == first) {
            int swapped = first;
            first = second;
            second = swapped;
        }
        if (plan.next[first] == second) {
            replace(move, plan.before[first], first, second);
            replace(move, second, plan.next[second], first, plan.next[second]);
            change(move, first, second, -1);
            change(move, second, first, 1);
            return true;
        }
        replace(move, plan.before[first], first, second);
        replace(move, first, plan.next[first], second, plan.next[first]);
        replace(move, plan.before[second], second, first);
        replace(move, second, plan.next[second], first, plan.next[second]);
        return true;
    }

    private void replace(Move move, int from, int old, int to) {
        replace(move, from, old, from, to);
    }

    private void replace(Move move, int oldFrom, int oldTo, int from, int to) {
        change(move, oldFrom, oldTo, -1);
        change(move, from, to, 1);
    }

    /** Turns around what lies between two visits of one route, both with it. */
    private boolean turn(Move move) {
        order();
        replace(move, plan.before[first], first, second);
        replace(move, second, plan.next[second], first, plan.next[second]);
        for (int v = first; rules.directed() && v != second; v = plan.next[v]) {
            replace(move, v, plan.next[v], plan.next[v], v);
        }
        return true;
    }

    /** Calls the earlier of two visits of a route the first. */
    private void order() {
        int v = first;
        while (v != 0 && v != second) {
            v = plan.next[v];
        }
        if (v == 0) {
            int swapped = first;
            first = second;
            second = swapped;
        }
    }

    private boolean cross(Move move) {
        if (plan.next[first] == 0 && plan.next[second] == 0) {
            return false;
        }
        long more = plan.tail(second) - plan.tail(first);
        if (plan.load[plan.route[first]] + more > rules.capacity()
                || plan.load[plan.route[second]] - more > rules.capacity()) {
            return false;
        }
        replace(move, first, plan.next[first], plan.next[second]);
        replace(move, second, plan.next[second], plan.next[first]);
        return true;
    }

    @Override
    public void apply() {
        if (!proposed) {
            throw new IllegalStateException("no move was proposed that is possible");
        }
        proposed = false;
        switch (kind) {
            case RELOCATE -> {
                plan.remove(first);
                if (into != RoutePlan.OUT) {
                    plan.insert(first, after, into);
                }
            }
            case EXCHANGE -> plan.swap(first, second);
            case TURN -> plan.reverse(first, second);
            default -> plan.swapTails(first, second);
        }
    }

    @Override
    public void write(Vertex y) {
        plan.write(y);
    }
}
