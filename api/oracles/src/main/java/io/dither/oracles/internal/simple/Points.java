package io.dither.oracles.internal.simple;

import io.dither.error.Arguments;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Fixable;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import io.dither.oracles.internal.OwningSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A list of points. A solve tries all points, and returns the first of equally good points. */
public record Points(Polytope.Points polytope, Sense sense, Set<Trait> traits) implements StructuredOracle, Fixable {
    public static Points of(Sense sense, List<double[]> points) {
        List<double[]> copies = new ArrayList<>();
        for (double[] point : points) {
            Arguments.require(point.length > 0, "points[" + copies.size() + "] is empty", "Maybe leave it out");
            int dimension = copies.isEmpty() ? point.length : copies.get(0).length;
            copies.add(Arguments.finite("points[" + copies.size() + "]", point, dimension)
                    .clone());
        }
        return new Points(new Polytope.Points(copies), sense, traitsOf(copies));
    }

    private static Set<Trait> traitsOf(List<double[]> points) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (points.stream().allMatch(point -> Arrays.stream(point).allMatch(y -> y == 0 || y == 1))) {
            traits.add(Trait.ZERO_ONE);
        }
        if (points.stream()
                        .mapToDouble(point -> Arrays.stream(point).sum())
                        .distinct()
                        .count()
                == 1) {
            traits.add(Trait.CONSTANT_SUM);
        }
        return Set.copyOf(traits);
    }

    @Override
    public LinearOracle fixing(int[] ones, int... free) {
        // requires that ones and free are in ascending order and within 0 to d - 1, and that free is not empty
        Fixable.require(dimension(), ones, free);
        List<double[]> feasible = new ArrayList<>();
        for (double[] point : polytope.points()) {
            double[] freePart = Arrays.stream(free).mapToDouble(i -> point[i]).toArray();
            if (Arrays.stream(ones).allMatch(i -> point[i] == 1)
                    // the coordinates that are neither in free nor in ones are 0
                    && nonzeros(freePart) + ones.length == nonzeros(point)) {
                feasible.add(freePart);
            }
        }
        if (feasible.isEmpty()) {
            throw new OracleException(
                    OracleException.Code.INFEASIBLE,
                    "none of the " + polytope.points().size() + " points is 0 at all coordinates that are fixed at 0"
                            + (ones.length == 0 ? "" : ", and 1 at " + Arrays.toString(ones)));
        }
        return of(sense, feasible);
    }

    private static long nonzeros(double[] point) {
        return Arrays.stream(point).filter(y -> y != 0).count();
    }

    @Override
    public int dimension() {
        return polytope.dimension();
    }

    @Override
    public OracleSession openSession() {
        // a session that solves by the method below until it is closed
        return new OwningSession(this::solve);
    }

    private void solve(double[] input, Vertex vertex) {
        // theta, or a positive multiple of it whose sums cannot overflow
        double[] theta = Thetas.forSums(input, vertex, dimension(), domain());
        int best = 0;
        double bestValue = dot(theta, 0);
        for (int k = 1; k < polytope.points().size(); k++) {
            double value = dot(theta, k);
            if (sense.isBetter(value, bestValue)) {
                best = k;
                bestValue = value;
            }
        }
        // vertex.dense() makes the vertex dense, and returns its live array
        System.arraycopy(polytope.points().get(best), 0, vertex.dense(), 0, dimension());
    }

    private double dot(double[] theta, int k) {
        double[] point = polytope.points().get(k);
        double sum = 0;
        for (int i = 0; i < theta.length; i++) {
            sum += theta[i] * point[i];
        }
        return sum;
    }
}
