package io.dither.oracles.routes;

import io.dither.error.Arguments;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Walk;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;

/**
 * Routes that a local search walks: the depot is node 0, visits are nodes from 1 on, each made once, and any node leads to any other.
 *
 * @param dimension d
 * @param arcs the coordinates
 * @param demands of the visits, node k at k - 1
 * @param capacity of each route
 * @param least the fewest routes
 * @param most the most routes
 * @param optional whether visits may be left out
 * @param directed whether a route that is turned around has other coordinates
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
public record RouteRules(
        int dimension,
        Arcs arcs,
        long[] demands,
        long capacity,
        int least,
        int most,
        boolean optional,
        boolean directed)
        implements Neighbourhood {
    /** The arcs of more have no numbers. */
    private static final int MOST_VISITS = 1 << 16;

    /** Requires a vehicle and a visit. */
    public RouteRules {
        Arguments.atLeast("most", most, 1);
        Arguments.atLeast("visits", demands.length, 1);
    }

    /** The names of the arcs between nodes. */
    @FunctionalInterface
    public interface Arcs {
        /**
         * {@return the coordinate of an arc, or of leaving out a visit if both ends are it}
         *
         * @throws io.dither.error.InvalidArgumentException if there is no such node
         */
        int coordinate(int from, int to);
    }

    /**
     * {@return one tour through the depot and all visits}
     *
     * @param dimension d
     * @param arcs the coordinates
     * @param visits the number of visits
     * @param directed whether a tour that is turned around has other coordinates
     */
    public static RouteRules tour(int dimension, Arcs arcs, int visits, boolean directed) {
        int mostVisits = Math.min(MOST_VISITS, Arguments.atLeast("dimension", dimension, 1));
        long[] demands = new long[Arguments.between("visits", visits, 1, mostVisits)];
        return new RouteRules(dimension, arcs, demands, 0, 1, 1, false, directed);
    }

    /**
     * {@return the routes of some visits, if any place leads to any other, none is visited several times, and all vehicles carry the same}
     *
     * @param demands one per visit
     * @param capacities one per vehicle
     */
    public static Optional<Neighbourhood> around(Visits visits, long[] demands, long[] capacities) {
        boolean complete = visits.arcs() == visits.places() * (visits.places() - 1);
        boolean alike = LongStream.of(capacities).distinct().count() == 1;
        if (!complete || !alike || visits.areRepeated()) {
            return Optional.empty();
        }
        IntUnaryOperator place = node ->
                node == 0 ? visits.depot() : visits.stop(Arguments.between("node", node, 0, visits.visits()) - 1);
        Arcs arcs = (from, to) -> visits.coordinate(place.applyAsInt(from), place.applyAsInt(to));
        return Optional.of(new RouteRules(
                visits.dimension(),
                arcs,
                demands,
                capacities[0],
                visits.least(),
                visits.most(),
                visits.areOptional(),
                true));
    }

    @Override
    public Walk walk() {
        return new RouteWalk(this);
    }
}
