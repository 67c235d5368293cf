package io.dither.oracles.routes;

import static java.util.Objects.requireNonNull;

import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracles.internal.OwningSession;
import io.dither.oracles.internal.assignment.Assignment;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Sets of arcs that enter each place once per visit, and leave it once per visit. They enter the depot as often as they
 * leave it: from the smallest to the largest number of routes. Theta has the cost of each arc, of any sign. This is a
 * relaxation of routes: it ignores capacities, and allows tours without the depot. It is solved exactly in
 * microseconds, and its solutions are often routes already.
 *
 * <p>The problem is solved as the {@linkplain io.dither.oracles.Oracles#assignment assignment} of each visit, and of
 * the depot once per route, to its successor. If stops may be left out, a visit that is left out is its own successor.
 * If places are visited several times, y counts how often each arc is used. For arcs of places that are not visited, y
 * is 0. Sessions throw INFEASIBLE if the arcs of the graph allow no solution.
 *
 * @param visits the routing problem
 */
public record DegreeAssignment(Visits visits) implements NamedCoordinates, Membership {
    /** The largest distance of a coordinate from a whole number at which {@link #violation} accepts it. */
    private static final double ROUNDING = 1e-6;

    /** Requires the visits. */
    public DegreeAssignment {
        requireNonNull(visits, "visits");
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
        if (!visits.areRepeated()) {
            traits.add(Trait.ZERO_ONE);
        }
        // each visit, made or left out, and each route adds 1 to the sum
        if (visits.minRoutes() == visits.maxRoutes()) {
            traits.add(Trait.CONSTANT_SUM);
        }
        return Set.copyOf(traits);
    }

    @Override
    public List<?> coordinates() {
        return visits.names();
    }

    /** Returns the number of rows of the assignment: the visits, then the depot once per route. */
    private int rows() {
        return visits.visits() + visits.maxRoutes();
    }

    /** Returns the place of a row, which is also the place of the column with the same number. */
    private int place(int row) {
        return row < visits.visits() ? visits.stop(row) : visits.depot();
    }

    /** Returns whether row and column are the same route that may stay unused: then the depot is its own successor. */
    private boolean isSpare(int row, int column) {
        return row == column && row >= visits.visits() + visits.minRoutes();
    }

    @Override
    public OracleSession openSession() {
        int rows = rows();
        int[] coordinates = new int[rows * rows];
        boolean[] forbidden = new boolean[coordinates.length];
        for (int k = 0; k < coordinates.length; k++) {
            int row = k / rows;
            int column = k % rows;
            // two visits of a place never follow each other; a visit that follows itself is left out
            boolean repeatsPlace = place(row) == place(column) && row != column;
            coordinates[k] = repeatsPlace ? -1 : visits.coordinate(place(row), place(column));
            forbidden[k] = coordinates[k] < 0 && !isSpare(row, column);
        }
        return new Session(
                        coordinates, Assignment.of(rows, rows, Sense.MINIMIZE).openSession(forbidden))
                .asOracleSession();
    }

    /** Solves the assignment of rows to their successors, the columns, and counts the arcs. */
    private final class Session {
        /** The coordinate of each pair of a row and a column, row by row; -1 if the pair is not an arc. */
        private final int[] coordinates;

        private final OracleSession assignment;
        /** The cost of each pair. */
        private final double[] costs;
        /** The solution of the assignment. */
        private final Vertex pairing;

        /** For each coordinate, how often the solution uses its arc; all 0 between solves. */
        private final int[] counts = new int[dimension()];

        Session(int[] coordinates, OracleSession assignment) {
            this.coordinates = coordinates;
            this.assignment = assignment;
            costs = new double[coordinates.length];
            pairing = new Vertex(coordinates.length);
        }

        /** Returns a session that closes the session of the assignment when it is closed. */
        OracleSession asOracleSession() {
            return new OwningSession(this::solve, assignment);
        }

        private void solve(double[] theta, Vertex vertex) {
            Thetas.check(theta, vertex, counts.length);
            for (int k = 0; k < costs.length; k++) {
                costs[k] = coordinates[k] < 0 ? 0 : theta[coordinates[k]];
            }
            assignment.solve(costs, pairing);
            for (int k = 0; k < pairing.size(); k++) {
                int coordinate = coordinates[pairing.index(k)];
                if (coordinate >= 0) {
                    counts[coordinate]++;
                }
            }
            vertex.clear();
            // adds each coordinate at its first pair, and sets the counts to 0 for the next solve
            for (int k = 0; k < pairing.size(); k++) {
                int coordinate = coordinates[pairing.index(k)];
                if (coordinate >= 0 && counts[coordinate] > 0) {
                    vertex.add(coordinate, counts[coordinate]);
                    counts[coordinate] = 0;
                }
            }
        }
    }

    /**
     * Opens a session for a subset of these sets of arcs, such as routes. Each solve first solves this oracle. If its
     * solution is in the subset, it is the answer, because it is optimal there too. Otherwise {@code solver} solves,
     * and the {@linkplain Vertex#gap() gap} of its answer is lowered to the distance from the optimum of this oracle.
     *
     * @param isInside returns whether a solution of this oracle is in the subset
     * @param solver a session of the subset, closed with the returned session
     * @return the session
     */
    public OracleSession openSessionOfSubset(Predicate<? super Vertex> isInside, OracleSession solver) {
        requireNonNull(isInside, "isInside");
        requireNonNull(solver, "solver");
        OracleSession relaxed = openSession();
        return new OwningSession(
                (theta, vertex) -> {
                    relaxed.solve(theta, vertex);
                    if (isInside.test(vertex)) {
                        return;
                    }
                    double bound = vertex.dot(theta);
                    solver.solve(theta, vertex);
                    double gap = Math.max(0, vertex.dot(theta) - bound);
                    if (gap < vertex.gap()) {
                        vertex.gap(gap);
                    }
                },
                relaxed,
                solver);
    }

    @Override
    public Optional<String> violation(double[] y) {
        Vertex point = new Vertex(y.length);
        System.arraycopy(y, 0, point.dense(), 0, y.length);
        return violation(point);
    }

    @Override
    public Optional<String> violation(Vertex y) {
        if (y.dimension() != dimension()) {
            return Optional.of("it has " + y.dimension() + " coordinates, not " + dimension());
        }
        long[] out = new long[visits.places()];
        long[] in = new long[visits.places()];
        for (int k = 0; k < y.size(); k++) {
            long count = Math.round(y.value(k));
            if (Math.abs(y.value(k) - count) > ROUNDING || count < 0) {
                return Optional.of("y[" + y.index(k) + "] = " + y.value(k) + " is not a whole number of at least 0");
            }
            // a visit that is left out counts as an arc from its place to the same place
            out[visits.from(y.index(k))] += count;
            in[visits.to(y.index(k))] += count;
        }
        int[] visitCounts = new int[visits.places()];
        for (int visit = 0; visit < visits.visits(); visit++) {
            visitCounts[visits.stop(visit)]++;
        }
        for (int place = 0; place < visitCounts.length; place++) {
            boolean isDepot = place == visits.depot();
            int min = isDepot ? visits.minRoutes() : visitCounts[place];
            int max = isDepot ? visits.maxRoutes() : visitCounts[place];
            if (out[place] != in[place] || out[place] < min || out[place] > max) {
                return Optional.of("at place " + visits.name(place) + " " + in[place] + " arcs end and " + out[place]
                        + " begin, not " + min + (min == max ? "" : " to " + max));
            }
        }
        return Optional.empty();
    }
}
