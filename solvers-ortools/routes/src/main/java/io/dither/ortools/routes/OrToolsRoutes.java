package io.dither.ortools.routes;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.oracle.Described;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracles.routes.DegreeAssignment;
import io.dither.oracles.routes.RouteRules;
import io.dither.oracles.routes.Visits;
import io.dither.ortools.internal.Natives;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Vehicle routing as an oracle. y marks the arcs of routes that start and end at a depot and make all visits within the
 * capacities of their vehicles. Theta has the cost of each arc, of any sign. If places are visited several times, y
 * counts how often each arc is used. {@link Visits} has the coordinates, the stops, the number of routes, and whether
 * stops may be left out.
 *
 * <p>Each solve first solves the {@link DegreeAssignment}, in microseconds. If its arcs are feasible routes, they are
 * optimal. Otherwise CP-SAT solves the problem with its multiple circuit constraint to a proof of optimality; above
 * about 15 stops, this may take long. The scaling, limit and gaps are as for {@link OrToolsTour}, with the number of
 * arcs of the CP-SAT model instead of n (n - 1).
 *
 * <p>The oracle that {@link #search} returns looks for good routes instead, by guided local search of OR-Tools' routing
 * library. The search ends after a number of solutions or of branches, not of seconds, so that answers repeat. This
 * oracle has the trait HEURISTIC, and its gap is the distance from the cost of the degree assignment.
 *
 * <p>Sessions throw {@link io.dither.error.OracleException}: INFEASIBLE if there is no degree assignment, or if CP-SAT
 * proves that there are no routes; NOT_OPTIMAL if the search finds no routes, even if none exist.
 */
public final class OrToolsRoutes implements NamedCoordinates, Membership, Described {
    /** The largest demand, capacity or time: sums over a million visits stay below 2^63. */
    private static final long MAX_NUMBER = 1L << 40;

    private final Visits visits;

    /** The demand of each visit: how much it adds to the load of its vehicle. */
    private final long[] demands;

    /** The capacity of each vehicle, the largest first. */
    private final long[] capacities;

    /** The duration of each arc; empty if visits have no times. */
    private final long[] times;

    /** One row per visit: its earliest start, its latest start and its duration; empty if visits have no times. */
    private final long[][] windows;

    /** The limit of a solve in CP-SAT's deterministic time; infinite for none. */
    private final double limit;
    /** The largest number of solutions that the heuristic search examines; 0 to solve exactly. */
    private final int solutions;

    private OrToolsRoutes(
            Visits visits,
            long[] demands,
            long[] capacities,
            long[] times,
            long[][] windows,
            double limit,
            int solutions) {
        this.visits = visits;
        this.demands = demands;
        this.capacities = capacities;
        this.times = times;
        this.windows = windows;
        this.limit = limit;
        this.solutions = solutions;
    }

    @Override
    public List<?> content() {
        return List.of(visits, demands, capacities, times, windows, limit, solutions);
    }

    /**
     * {@return routes without capacities, solved exactly and without a limit}
     *
     * @param visits the places, arcs, visits and numbers of routes
     */
    public static OrToolsRoutes of(Visits visits) {
        return new OrToolsRoutes(
                requireNonNull(visits, "visits"),
                new long[visits.visits()],
                new long[visits.maxRoutes()], // capacities of 0 suffice for demands of 0
                new long[0],
                new long[0][],
                Double.POSITIVE_INFINITY,
                0);
    }

    /**
     * {@return routes from place 0 to the places 1, ..., n, solved exactly and without a limit}
     *
     * @param demands the demands of the n places, each from 0 to the capacity; copied
     * @param capacity the capacity of each vehicle
     * @param vehicles the largest number of routes, at least 1
     */
    public static OrToolsRoutes of(long[] demands, long capacity, int vehicles) {
        return of(Visits.of(demands.length + 1).routes(1, vehicles)).carrying(demands, capacity);
    }

    /**
     * {@return the same routes with demands of visits and capacities of vehicles}
     *
     * @param visitDemands the demand of each visit, in their order, from 0 to the largest capacity; copied
     * @param vehicleCapacities the capacity of each vehicle, from 0 to 2^40, or one number for all of them; copied
     */
    public OrToolsRoutes carrying(long[] visitDemands, long... vehicleCapacities) {
        Arguments.require(
                visitDemands.length == visits.visits(),
                "there are " + visitDemands.length + " demands for " + visits.visits() + " visits",
                "Maybe leave out the depot and places that are not visited");
        Arguments.require(
                vehicleCapacities.length == 1 || vehicleCapacities.length == visits.maxRoutes(),
                "there are " + vehicleCapacities.length + " capacities for " + visits.maxRoutes() + " vehicles",
                "Maybe give one number for all");
        for (long capacity : vehicleCapacities) {
            Arguments.require(
                    capacity >= 0 && capacity <= MAX_NUMBER,
                    "capacity = " + capacity + " is not from 0 to 2^40",
                    "Maybe count in other units");
        }
        long[] descending = IntStream.range(0, visits.maxRoutes())
                .mapToLong(i -> -vehicleCapacities[Math.min(i, vehicleCapacities.length - 1)])
                .sorted()
                .map(negated -> -negated)
                .toArray();
        for (int i = 0; i < visitDemands.length; i++) {
            Arguments.require(
                    visitDemands[i] >= 0 && visitDemands[i] <= descending[0],
                    "demands[" + i + "] = " + visitDemands[i] + " is not from 0 to the capacity " + descending[0],
                    "Maybe split the stop, or count in other units");
        }
        return new OrToolsRoutes(visits, visitDemands.clone(), descending, times, windows, limit, solutions);
    }

    /**
     * {@return the same routes with times} Vehicles may leave the depot from time 0 on, may wait at stops, and may
     * return at any time.
     *
     * @param arcTimes the duration of each arc, from 0 to 2^40, in the order of coordinates; copied
     * @param visitWindows one row per visit, in their order: the earliest and the latest time at which it starts, and
     *     its duration, each from 0 to 2^40; copied
     */
    public OrToolsRoutes timed(long[] arcTimes, long[][] visitWindows) {
        Arguments.require(
                arcTimes.length == visits.arcs() && visitWindows.length == visits.visits(),
                "there are " + arcTimes.length + " times for " + visits.arcs() + " arcs and " + visitWindows.length
                        + " windows for " + visits.visits() + " visits",
                "Maybe give one number per arc and one window per visit");
        Arguments.require(
                Arrays.stream(arcTimes).allMatch(time -> time >= 0 && time <= MAX_NUMBER),
                "not all times are from 0 to 2^40",
                "Maybe use other units");
        for (long[] window : visitWindows) {
            Arguments.require(
                    window.length == 3
                            && Arrays.stream(window).allMatch(time -> time >= 0 && time <= MAX_NUMBER)
                            && window[0] <= window[1],
                    "a window is " + Arrays.toString(window) + ", not two times and a duration from 0 to 2^40",
                    "Maybe write it like (8,12,1): starts from 8 to 12 and takes 1");
        }
        long[][] copy = Arrays.stream(visitWindows).map(long[]::clone).toArray(long[][]::new);
        return new OrToolsRoutes(visits, demands, capacities, arcTimes.clone(), copy, limit, solutions);
    }

    /**
     * {@return the same routes with a limit of a solve by CP-SAT; the heuristic of {@link #search} has no such limit}
     *
     * @param work the limit in CP-SAT's deterministic time, roughly seconds, above 0; infinite for none
     */
    public OrToolsRoutes limit(double work) {
        Arguments.require(work > 0, "limit = " + work + " is not above 0", "Maybe choose 1.0");
        return new OrToolsRoutes(visits, demands, capacities, times, windows, work, solutions);
    }

    /**
     * {@return the same routes, solved by a heuristic}
     *
     * @param number the largest number of solutions that the search examines, at least 1
     */
    public OrToolsRoutes search(int number) {
        return new OrToolsRoutes(
                visits, demands, capacities, times, windows, limit, Arguments.atLeast("solutions", number, 1));
    }

    /** {@return the places, arcs, visits and numbers of routes} */
    public Visits visits() {
        return visits;
    }

    /** Returns the number of nodes: the depot is node 0, and the visits follow. */
    int nodes() {
        return visits.visits() + 1;
    }

    /** Returns the largest number of solutions that the heuristic search examines; 0 to solve exactly. */
    int solutions() {
        return solutions;
    }

    long demand(int node) {
        return node == 0 ? 0 : demands[node - 1];
    }

    /** {@return whether visits have times} */
    public boolean isTimed() {
        return windows.length > 0;
    }

    /** Returns the earliest start of a visit; 0 for the depot, where the clock of each route starts at 0. */
    long earliest(int node) {
        return node == 0 ? 0 : windows[node - 1][0];
    }

    /** Returns the latest start of a visit; 0 for the depot, where the clock of each route starts at 0. */
    long latest(int node) {
        return node == 0 ? 0 : windows[node - 1][1];
    }

    /**
     * Returns the time from the start of a visit to the start of another visit, without waiting: the duration of the
     * first visit (0 for the depot) plus the duration of the arc (0 if there is no such arc).
     */
    long time(int from, int to) {
        int coordinate = coordinate(from, to);
        return (from == 0 ? 0 : windows[from - 1][2]) + (coordinate < 0 ? 0 : times[coordinate]);
    }

    /** Returns the capacities of the vehicles, the largest first. */
    long[] capacities() {
        return capacities.clone();
    }

    /**
     * Returns the coordinate of an arc between nodes; if both are the same node, the coordinate of leaving its visit
     * out; -1 if there is none.
     */
    int coordinate(int from, int to) {
        int start = place(from);
        int end = place(to);
        return start == end && from != to ? -1 : visits.coordinate(start, end);
    }

    /** Returns the place of a node; several nodes, which are visits, may have the same place. */
    private int place(int node) {
        return node == 0 ? visits.depot() : visits.stop(node - 1);
    }

    /**
     * Returns a lower bound of the number of routes: the given smallest number. If no stop may be left out, the bound
     * is also at least the number of the largest vehicles that together can carry the sum of the demands.
     */
    int minRoutesForDemands() {
        long sum = LongStream.of(demands).sum();
        int vehicles = 0;
        // all vehicles together may be too small for the demands, and a route makes at least one visit
        while (sum > 0 && vehicles < Math.min(capacities.length, demands.length)) {
            sum -= capacities[vehicles++];
        }
        return visits.areOptional() ? visits.minRoutes() : Math.max(vehicles, visits.minRoutes());
    }

    @Override
    public int dimension() {
        return visits.dimension();
    }

    @Override
    public Sense sense() {
        return Sense.MINIMIZE;
    }

    @Override
    public Set<Trait> traits() {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        traits.addAll(new DegreeAssignment(visits).traits());
        if (solutions > 0) {
            traits.add(Trait.HEURISTIC);
        }
        return Set.copyOf(traits);
    }

    @Override
    public List<?> coordinates() {
        return visits.names();
    }

    @Override
    public <C> Optional<C> as(Class<C> capability) {
        // the rules of the local search have no times
        return capability == Neighbourhood.class && !isTimed()
                ? RouteRules.neighbourhoodOf(visits, demands, capacities).map(capability::cast)
                : NamedCoordinates.super.as(capability);
    }

    @Override
    public OracleSession openSession() {
        Natives.load();
        return new DegreeAssignment(visits.routes(minRoutesForDemands(), visits.maxRoutes()))
                .openSessionOfSubset(
                        y -> new RoutesCheck(this).violation(y).isEmpty(),
                        solutions == 0
                                // 1: the linear relaxation has no cuts of subtours
                                ? new CircuitSession(this, new RoutesModel(this).circuits(), 1, limit)
                                : new RoutesSession(this));
    }

    @Override
    public Optional<String> violation(double[] y) {
        Vertex point = new Vertex(y.length);
        System.arraycopy(y, 0, point.dense(), 0, y.length);
        return violation(point);
    }

    /**
     * Follows the arcs of y from the depot. If the routes that this gives are not feasible, but places are visited
     * several times, a solve decides whether other routes with these arcs are feasible.
     */
    @Override
    public Optional<String> violation(Vertex y) {
        return new DegreeAssignment(visits)
                .violation(y)
                .or(() -> new RoutesCheck(this)
                        .violation(y)
                        .filter(violation -> !visits.areRepeated() || !new RoutesModel(this).contains(y)));
    }
}
