package io.dither.oracle.capability;

import io.dither.error.Arguments;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The convex hull of a feasible set, described by the points of the set. Perturbed optimizers have a closed form for
 * some noises, except over {@link Points} and products with them.
 */
public sealed interface Polytope {
    /** {@return d, the number of coordinates} */
    int dimension();

    /**
     * The 0/1 vectors with k ones; k = 1 is the simplex.
     *
     * @param dimension d
     * @param k the number of ones
     */
    record Hypersimplex(int dimension, int k) implements Polytope {
        /** Requires a positive dimension, and k from 0 to d. */
        public Hypersimplex {
            Arguments.atLeast("dimension", dimension, 1);
            Arguments.between("k", k, 0, dimension);
        }
    }

    /**
     * The permutations of 0, ..., d - 1.
     *
     * @param dimension d
     */
    record Permutahedron(int dimension) implements Polytope {
        /** Requires a positive dimension. */
        public Permutahedron {
            Arguments.atLeast("dimension", dimension, 1);
        }
    }

    /**
     * The corners of a box with the same bounds in each coordinate.
     *
     * @param dimension d
     * @param lower the lower bound
     * @param upper the upper bound
     */
    record Cube(int dimension, double lower, double upper) implements Polytope {
        /** Requires a positive dimension; does not check the bounds. */
        public Cube {
            Arguments.atLeast("dimension", dimension, 1);
        }
    }

    /**
     * A product of polytopes.
     *
     * @param blocks the blocks, in the order of the coordinates
     */
    record Blocks(List<Polytope> blocks) implements Polytope {
        /**
         * Creates the product.
         *
         * @param blocks the blocks; copied
         */
        public Blocks {
            blocks = List.copyOf(blocks);
        }

        @Override
        public int dimension() {
            return blocks.stream().mapToInt(Polytope::dimension).sum();
        }
    }

    /**
     * A small set of points.
     *
     * @param points the points, length d each (not checked); must not be changed
     */
    record Points(List<double[]> points) implements Polytope {
        /**
         * Creates the set.
         *
         * @param points at least one
         */
        public Points {
            Arguments.require(!points.isEmpty(), "the set has no points", "Maybe give it at least one");
            points = List.copyOf(points);
        }

        @Override
        public int dimension() {
            return points.get(0).length;
        }
    }

    /**
     * Returns the reason why y is not a point of the set.
     *
     * @param y finite coordinates, length d; read only
     * @return the reason, or empty if y is a point of the set up to rounding
     */
    default Optional<String> violation(double[] y) {
        return y.length == dimension()
                ? violation(y, 0)
                : Optional.of("it has " + y.length + " coordinates, not " + dimension());
    }

    /** Returns the reason why the d coordinates from index {@code from} on are not a point of this set. */
    private Optional<String> violation(double[] y, int from) {
        if (this instanceof Blocks product) {
            int start = from;
            for (Polytope block : product.blocks()) {
                Optional<String> violation = block.violation(y, start);
                if (violation.isPresent()) {
                    return violation;
                }
                start += block.dimension();
            }
            return Optional.empty();
        }
        if (this instanceof Points set) {
            boolean isPoint = set.points().stream().anyMatch(point -> isClose(point, y, from));
            return isPoint ? Optional.empty() : Optional.of("it is not one of the points");
        }
        if (isVertex(y, from, from + dimension())) {
            return Optional.empty();
        }
        return Optional.of(
                this instanceof Hypersimplex set
                        ? "it is not a 0/1 vector with the sum " + set.k()
                        : "it is not a vertex of " + this);
    }

    private boolean isVertex(double[] y, int from, int to) {
        if (this instanceof Permutahedron) {
            BitSet ranks = new BitSet(to - from);
            for (int i = from; i < to; i++) {
                double rank = Math.rint(y[i]);
                if (!(rank >= 0 && rank < to - from) || !isClose(rank, y[i])) {
                    return false;
                }
                ranks.set((int) rank);
            }
            return ranks.cardinality() == to - from; // all ranks differ
        }
        double low = this instanceof Cube cube ? cube.lower() : 0;
        double high = this instanceof Cube cube ? cube.upper() : 1;
        int highs = 0;
        for (int i = from; i < to; i++) {
            if (isClose(high, y[i])) {
                highs++;
            } else if (!isClose(low, y[i])) {
                return false;
            }
        }
        return !(this instanceof Hypersimplex set) || highs == set.k();
    }

    private static boolean isClose(double[] point, double[] y, int from) {
        for (int i = 0; i < point.length; i++) {
            if (!isClose(point[i], y[from + i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether two numbers are equal up to 1e-6 (1 + |expected|); 1e-6 is a usual tolerance of solvers. */
    private static boolean isClose(double expected, double actual) {
        return Math.abs(expected - actual) <= 1e-6 * (1 + Math.abs(expected));
    }
}
