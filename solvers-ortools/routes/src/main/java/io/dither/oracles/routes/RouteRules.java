package io.dither.oracles.routes;

import io.dither.error.Arguments;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Walk;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;

/**
 * The rules of routes for a local search. The depot is node 0; visits are nodes from 1 on, each made at most once;
 * there is an arc from any node to any other.
 *
 * @param dimension the number of coordinates
 * @param arcs the coordinates of the arcs, and of leaving visits out
 * @param demands the demand of each visit; the demand of node k is at k - 1
 * @param capacity the largest sum of the demands on a route
 * @param minRoutes the smallest number of routes
 * @param maxRoutes the largest number of routes
 * @param optional whether visits may be left out
 * @param directed whether a reversed route has other coordinates
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record RouteRules(
        int dimension,
        Arcs arcs,
        long[] demands,
        long capacity,
        int minRoutes,
        int maxRoutes,
        boolean optional,
        boolean directed)
        implements Neighbourhood {
    /** The largest number of visits of a tour: with more, the coordinates of arcs would be above the largest int. */
    private static final int MAX_VISITS = 1 << 16;

    /** Requires at least one route and one visit. */
    public RouteRules {
        Arguments.atLeast("maxRoutes", maxRoutes, 1);
        Arguments.atLeast("visits", demands.length, 1);
    }

    /** The coordinates of the arcs between nodes. */
    @FunctionalInterface
    public interface Arcs {
        /**
         * {@return the coordinate of an arc; if both ends are the same visit, the coordinate of leaving it out}
         *
         * @throws io.dither.error.InvalidArgumentException if there is no such node
         */
        int coordinate(int from, int to);
    }

    /**
     * {@return one tour through the depot and all visits}
     *
     * @param dimension the number of coordinates
     * @param arcs the coordinate of each arc
     * @param visits the number of visits
     * @param directed whether a reversed tour has other coordinates
     */
    public static RouteRules tour(int dimension, Arcs arcs, int visits, boolean directed) {
        // a tour has at least one coordinate per visit
        int maxVisits = Math.min(MAX_VISITS, Arguments.atLeast("dimension", dimension, 1));
        long[] demands = new long[Arguments.between("visits", visits, 1, maxVisits)];
        // no demands and no capacity; one route, from which no visit may be left out
        return new RouteRules(dimension, arcs, demands, 0, 1, 1, false, directed);
    }

    /**
     * {@return the neighbourhood of the routes of visits; empty unless there is an arc between any two places, no place
     * is visited several times, and all vehicles have the same capacity}
     *
     * @param visits the routing problem: node 0 is its depot, node k is its visit k - 1
     * @param demands one per visit
     * @param capacities one per vehicle
     */
    public static Optional<Neighbourhood> neighbourhoodOf(Visits visits, long[] demands, long[] capacities) {
        boolean isComplete = visits.arcs() == visits.places() * (visits.places() - 1);
        boolean haveSameCapacity = LongStream.of(capacities).distinct().count() == 1;
        if (!isComplete || !haveSameCapacity || visits.areRepeated()) {
            return Optional.empty();
        }
        IntUnaryOperator place = node ->
                node == 0 ? visits.depot() : visits.stop(Arguments.between("node", node, 0, visits.visits()) - 1);
        Arcs arcs = (from, to) -> visits.coordinate(place.applyAsInt(from), place.applyAsInt(to));
        return Optional.of(new RouteRules(
                visits.dimension(),
                arcs,
                demands,
                capacities[0], // all are the same
                visits.minRoutes(),
                visits.maxRoutes(),
                visits.areOptional(),
                true)); // arcs have directions
    }

    @Override
    public Walk walk() {
        return new RouteWalk(this);
    }
}
