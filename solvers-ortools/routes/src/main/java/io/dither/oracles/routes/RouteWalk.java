package io.dither.oracles.routes;

import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Move;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;

/**
 * A walk on routes with four symmetric moves: a visit moves to another position or is left out; two visits exchange
 * positions; a section of a route is reversed (2-opt); two routes exchange their ends after a visit of each (cross). If
 * capacities are tight, some routes may not be reachable from other routes.
 */
final class RouteWalk implements Walk {
    private enum Kind {
        RELOCATE,
        EXCHANGE,
        REVERSE,
        CROSS
    }

    private static final Kind[] KINDS = Kind.values();
    private final RouteRules rules;
    private final RoutePlan plan;
    private final int visits;
    private Kind kind = Kind.RELOCATE;
    /** The first visit of the last proposal, which is the only visit of a relocation. */
    private int first;
    /** The second visit of the last proposal, unless it is a relocation. */
    private int second;
    /** The new position of the visit {@code first}: after this node of the route {@code toRoute}, 0 for its start. */
    private int after;

    /** The route to which the visit {@code first} moves; {@link RoutePlan#OUT} to leave it out. */
    private int toRoute;
    /** Whether the last proposal is a possible move that was not yet made. */
    private boolean isProposed;

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
        isProposed = kind == Kind.RELOCATE ? proposeRelocation(random, move) : proposePair(random, move);
        // 0, the log of the ratio that Walk.propose describes: the move back is as probable as the move; negative
        // infinity: there is no move
        return isProposed ? 0 : Double.NEGATIVE_INFINITY;
    }

    /**
     * Draws one of the positions that exist when the visit is removed, so that the move back has the same probability.
     */
    private boolean proposeRelocation(KeyedRandom random, Move move) {
        int fromRoute = plan.route[first];
        boolean emptiesRoute = fromRoute != RoutePlan.OUT && plan.head[fromRoute] == first && plan.next[first] == 0;
        int routesLeft = plan.drivenRoutes - (emptiesRoute ? 1 : 0);
        // positions: after each other visit, first in each route, alone in a new route, left out
        int visitSlots = visits - 1;
        int newRouteSlots = routesLeft < plan.routes.length ? 1 : 0;
        int outSlots = rules.optional() ? 1 : 0;
        int slot = random.nextInt(visitSlots + routesLeft + newRouteSlots + outSlots);
        if (slot < visitSlots) {
            // these slots are after nodes 1, 2, ..., without the node {@code first}
            after = slot + 1 < first ? slot + 1 : slot + 2;
            toRoute = plan.route[after];
            if (toRoute == RoutePlan.OUT) {
                return false;
            }
        } else {
            after = 0;
            slot -= visitSlots;
            toRoute = routeOfSlot(slot, fromRoute, emptiesRoute, routesLeft);
        }
        if ((fromRoute != RoutePlan.OUT && after == plan.before[first] && toRoute == fromRoute)
                || (toRoute == RoutePlan.OUT && fromRoute == RoutePlan.OUT)) {
            return false; // the visit would stay where it is
        }
        if (toRoute != RoutePlan.OUT
                && plan.load[toRoute] + plan.demand(first) - (toRoute == fromRoute ? plan.demand(first) : 0)
                        > rules.capacity()) {
            return false;
        }
        // the slot after the slots of existing routes opens a new route
        int routesAfter = routesLeft + (toRoute != RoutePlan.OUT && after == 0 && (slot == routesLeft) ? 1 : 0);
        if (routesAfter < rules.minRoutes()) {
            return false;
        }
        addRemoval(move, fromRoute, emptiesRoute);
        if (toRoute == RoutePlan.OUT) {
            change(move, first, first, 1);
            return true;
        }
        int follower = after == 0 ? plan.head[toRoute] : plan.next[after];
        if (follower == first) { // first has left its old position
            follower = plan.next[first];
        }
        boolean isNewRoute = after == 0 && follower == 0;
        if (!isNewRoute) {
            change(move, after, follower, -1);
        }
        change(move, after, first, 1);
        change(move, first, follower, 1);
        return true;
    }

    /**
     * Returns the route at whose start a visit is put: an existing route, a new route, or OUT to leave the visit out.
     */
    private int routeOfSlot(int slot, int fromRoute, boolean emptiesRoute, int routesLeft) {
        if (slot < routesLeft) {
            // the route that the removal empties has no slot
            boolean isAfterEmptied = emptiesRoute && slot >= plan.routeIndex[fromRoute];
            return plan.routes[isAfterEmptied ? slot + 1 : slot];
        }
        boolean opensRoute = slot == routesLeft && routesLeft < plan.routes.length;
        if (!opensRoute) {
            return RoutePlan.OUT;
        }
        return emptiesRoute ? fromRoute : plan.routes[plan.drivenRoutes];
    }

    /** Adds the changes that remove the visit {@code first} from its route or from the visits that are left out. */
    private void addRemoval(Move move, int fromRoute, boolean emptiesRoute) {
        if (fromRoute == RoutePlan.OUT) {
            change(move, first, first, -1);
            return;
        }
        change(move, plan.before[first], first, -1);
        change(move, first, plan.next[first], -1);
        if (!emptiesRoute) {
            change(move, plan.before[first], plan.next[first], 1);
        }
    }

    /** Adds a change of the count of an arc; the arc from a visit to itself stands for leaving the visit out. */
    private void change(Move move, int from, int to, double delta) {
        move.add(plan.arc(from, to), delta);
    }

    /** Proposes a move of two visits; returns false if the move is not possible. */
    private boolean proposePair(KeyedRandom random, Move move) {
        second = 1 + random.nextInt(visits);
        if (first == second || plan.route[first] == RoutePlan.OUT || plan.route[second] == RoutePlan.OUT) {
            return false;
        }
        if (kind == Kind.EXCHANGE) {
            return proposeExchange(move);
        }
        boolean isSameRoute = plan.route[first] == plan.route[second];
        // a section is reversed within one route, and ends are exchanged between two
        return isSameRoute == (kind == Kind.REVERSE) && (isSameRoute ? proposeReversal(move) : proposeCross(move));
    }

    /** Proposes that the two visits exchange positions; returns false if a route would carry too much. */
    private boolean proposeExchange(Move move) {
        long extra = plan.demand(second) - plan.demand(first);
        if (plan.route[first] != plan.route[second]
                && (plan.load[plan.route[first]] + extra > rules.capacity()
                        || plan.load[plan.route[second]] - extra > rules.capacity())) {
            return false;
        }
        if (plan.next[second] == first) { // swapped, so that neighbours have the order first, second
            int swapped = first;
            first = second;
            second = swapped;
        }
        if (plan.next[first] == second) {
            redirect(move, plan.before[first], first, second);
            replace(move, second, plan.next[second], first, plan.next[second]);
            change(move, first, second, -1);
            change(move, second, first, 1);
            return true;
        }
        redirect(move, plan.before[first], first, second);
        replace(move, first, plan.next[first], second, plan.next[first]);
        redirect(move, plan.before[second], second, first);
        replace(move, second, plan.next[second], first, plan.next[second]);
        return true;
    }

    /** Replaces the arc from a node to the node {@code old} by an arc from the same node to the node {@code to}. */
    private void redirect(Move move, int from, int old, int to) {
        replace(move, from, old, from, to);
    }

    /** Replaces the arc from {@code oldFrom} to {@code oldTo} by the arc from {@code from} to {@code to}. */
    private void replace(Move move, int oldFrom, int oldTo, int from, int to) {
        change(move, oldFrom, oldTo, -1);
        change(move, from, to, 1);
    }

    /** Proposes to reverse the section of a route from one visit to another, both included. */
    private boolean proposeReversal(Move move) {
        orderVisits();
        redirect(move, plan.before[first], first, second);
        replace(move, second, plan.next[second], first, plan.next[second]);
        // the arcs inside the section change their directions
        for (int v = first; rules.directed() && v != second; v = plan.next[v]) {
            replace(move, v, plan.next[v], plan.next[v], v);
        }
        return true;
    }

    /** Swaps {@code first} and {@code second} if the second is earlier on their route. */
    private void orderVisits() {
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

    /** Proposes that two routes exchange their ends after two visits; returns false if a route would carry too much. */
    private boolean proposeCross(Move move) {
        if (plan.next[first] == 0 && plan.next[second] == 0) { // no visit would change its route
            return false;
        }
        long extra = plan.demandAfter(second) - plan.demandAfter(first);
        if (plan.load[plan.route[first]] + extra > rules.capacity()
                || plan.load[plan.route[second]] - extra > rules.capacity()) {
            return false;
        }
        redirect(move, first, plan.next[first], plan.next[second]);
        redirect(move, second, plan.next[second], plan.next[first]);
        return true;
    }

    @Override
    public void apply() {
        if (!isProposed) {
            throw new IllegalStateException("no possible move was proposed");
        }
        isProposed = false;
        switch (kind) {
            case RELOCATE -> {
                plan.remove(first);
                if (toRoute != RoutePlan.OUT) {
                    plan.insert(first, after, toRoute);
                }
            }
            case EXCHANGE -> plan.swap(first, second);
            case REVERSE -> plan.reverse(first, second);
            default -> plan.swapTails(first, second);
        }
    }

    @Override
    public void write(Vertex y) {
        plan.write(y);
    }
}
