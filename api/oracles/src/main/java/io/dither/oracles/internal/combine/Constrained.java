package io.dither.oracles.internal.combine;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Fixable;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.Restrictable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The points of a set that are 0 at some coordinates and 1 at other coordinates; theta and y keep their length.
 *
 * @param inner the oracle that solves, with the constraints
 * @param whole the set without the constraints
 * @param zeros the coordinates that are 0
 * @param ones the coordinates that are 1
 */
public record Constrained(LinearOracle inner, Membership whole, List<Integer> zeros, List<Integer> ones)
        implements Delegating, Membership {
    /** A coordinate that is 0 or 1 up to this error satisfies a constraint. */
    private static final double ROUNDING = 1e-6;

    public static LinearOracle of(LinearOracle oracle, int[] zerosAt, int[] onesAt) {
        Restrictable whole = requireRestrictable(oracle, onesAt.length > 0);
        int d = whole.dimension();
        int[] zeros = coordinates("zeros", zerosAt, d);
        int[] ones = coordinates("ones", onesAt, d);
        for (int coordinate : ones) {
            Arguments.require(
                    Arrays.binarySearch(zeros, coordinate) < 0,
                    "coordinate " + coordinate + " is among the zeros and the ones",
                    "Maybe leave it out of one of them");
        }
        int fixed = zeros.length + ones.length;
        Arguments.require(
                fixed < d,
                (ones.length == 0 ? "zeros holds" : "zeros and ones hold") + " all " + d + " coordinates",
                "Maybe leave one of them out");
        if (fixed == 0) {
            return oracle;
        }
        int[] free = IntStream.range(0, d)
                .filter(i -> Arrays.binarySearch(zeros, i) < 0 && Arrays.binarySearch(ones, i) < 0)
                .toArray();
        // in both cases an oracle over the free coordinates alone: its coordinate k is coordinate free[k] of the set;
        // it gets copies of the arrays, so that it cannot change those of the map below
        LinearOracle inner = ones.length == 0
                ? whole.keeping(free.clone())
                : oracle.as(Fixable.class).orElseThrow().fixing(ones.clone(), free.clone());
        FreeCoordinates map = new FreeCoordinates(free, ones);
        Transformed restricted = new Transformed(inner, d, whole.sense(), whole.domain(), inner.traits(), map);
        return new Constrained(restricted, whole, boxed(zeros), boxed(ones));
    }

    /**
     * Keeps the names of the set's coordinates; leaves out capabilities that constraints change, such as its polytope.
     */
    @Override
    public <C> Optional<C> as(Class<C> capability) {
        if (capability == NamedCoordinates.class) {
            return whole.as(capability);
        }
        return capability.isInstance(this) ? Optional.of(capability.cast(this)) : Optional.empty();
    }

    private static Restrictable requireRestrictable(LinearOracle oracle, boolean hasOnes) {
        String name = oracle.getClass().getSimpleName();
        Restrictable whole = oracle.as(Restrictable.class)
                .orElseThrow(() -> new InvalidArgumentException(
                        "this oracle cannot leave out coordinates: " + name + " is not Restrictable",
                        "Maybe choose an assignment, or a path, a tree or a matching on a graph"));
        Arguments.require(
                !hasOnes || oracle.as(Fixable.class).isPresent(),
                "the coordinates of this oracle cannot be fixed at 1: " + name + " is not Fixable",
                "Maybe fix coordinates at 0 only, or choose an assignment, a top-k, a knapsack or a mixed-integer program");
        return whole;
    }

    private static int[] coordinates(String name, int[] coordinates, int d) {
        int[] sorted = Arrays.stream(coordinates).sorted().distinct().toArray();
        for (int i : sorted) {
            Arguments.require(
                    i >= 0 && i < d,
                    name + " holds " + i + ", which is not a coordinate of an oracle of dimension " + d,
                    "Maybe count from 0 to " + (d - 1));
        }
        return sorted;
    }

    private static List<Integer> boxed(int[] coordinates) {
        return Arrays.stream(coordinates).boxed().toList();
    }

    /** Maps between the free coordinates and the whole vector. */
    private static final class FreeCoordinates implements Transformed.Map {
        /** The coordinates that are not fixed, in the order of the inner oracle. */
        private final int[] free;
        /** The coordinates that are 1. */
        private final int[] ones;

        FreeCoordinates(int[] free, int[] ones) {
            this.free = free;
            this.ones = ones;
        }

        @Override
        public void mapTheta(double[] theta, double[] inner) {
            for (int k = 0; k < free.length; k++) {
                inner[k] = theta[free[k]];
            }
        }

        @Override
        public Transformed.Map lanes(int lanes) {
            // coordinate i of the thetas of all lanes is at i * lanes to (i + 1) * lanes - 1
            return new FreeCoordinates(
                    IntStream.of(free)
                            .flatMap(i -> IntStream.range(i * lanes, (i + 1) * lanes))
                            .toArray(),
                    ones); // not used: the map for one theta maps the answers of all lanes
        }

        @Override
        public void mapAnswer(Vertex answer, Vertex vertex) {
            vertex.clear();
            for (int k = 0; k < answer.size(); k++) {
                vertex.add(free[answer.index(k)], answer.value(k));
            }
            for (int coordinate : ones) {
                vertex.add(coordinate, 1);
            }
            vertex.offset(answer.offset());
        }
    }

    @Override
    public Optional<String> violation(double[] y) {
        return violation(zeros, y, 0).or(() -> violation(ones, y, 1)).or(() -> whole.violation(y));
    }

    private static Optional<String> violation(List<Integer> coordinates, double[] y, double allowed) {
        // coordinates beyond the end of y are skipped, because the set reports a wrong length
        return coordinates.stream()
                .filter(i -> i < y.length && Math.abs(y[i] - allowed) > ROUNDING)
                .findFirst()
                .map(i -> "coordinate " + i + " is " + y[i] + ", where only " + (int) allowed + " is allowed");
    }
}
