package io.dither.oracle;

import io.dither.error.Arguments;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The hull of a feasible set, for the few sets whose perturbed optimizers have a closed form. */
public sealed interface Polytope {
    /**
     * Returns d.
     *
     * @return the dimension
     */
    int dimension();

    /**
     * The 0/1 vectors with k ones; k = 1 is the simplex.
     *
     * @param dimension n
     * @param k how many ones
     */
    record Hypersimplex(int dimension, int k) implements Polytope {}

    /**
     * The permutations of 0, ..., n - 1.
     *
     * @param dimension n
     */
    record Permutahedron(int dimension) implements Polytope {}

    /**
     * The corners of a box with the same bounds in each coordinate.
     *
     * @param dimension n
     * @param lower the lower bound
     * @param upper the upper bound
     */
    record Cube(int dimension, double lower, double upper) implements Polytope {}

    /**
     * Polytopes side by side.
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
     * A few points.
     *
     * @param points one array of length d each; not changed by anyone
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
     * Looks for a reason why a point is no vertex.
     *
     * @param y finite coordinates, length d; read only
     * @return what is wrong, or nothing where y is a vertex up to rounding
     */
    default Optional<String> violation(double[] y) {
        if (this instanceof Blocks product) {
            int start = 0;
            for (Polytope block : product.blocks()) {
                Optional<String> wrong = block.violation(Arrays.copyOfRange(y, start, start + block.dimension()));
                if (wrong.isPresent()) {
                    return wrong;
                }
                start += block.dimension();
            }
            return Optional.empty();
        }
        if (this instanceof Points set) {
            boolean known = set.points().stream().anyMatch(point -> isClose(point, y));
            return known ? Optional.empty() : Optional.of("it is none of the points");
        }
        double[] sorted = y.clone();
        Arrays.sort(sorted);
        return isClose(sortedLike(sorted), sorted) ? Optional.empty() : Optional.of("it is no vertex of " + this);
    }

    /** Returns the coordinates of a vertex in their order: all have the same, but for a cube, where they are the nearest. */
    private double[] sortedLike(double[] sorted) {
        double[] vertex = new double[sorted.length];
        if (this instanceof Cube cube) {
            double middle = (cube.lower() + cube.upper()) / 2;
            Arrays.setAll(vertex, i -> sorted[i] > middle ? cube.upper() : cube.lower());
        } else if (this instanceof Hypersimplex simplex) {
            Arrays.fill(vertex, vertex.length - simplex.k(), vertex.length, 1);
        } else {
            Arrays.setAll(vertex, i -> i);
        }
        return vertex;
    }

    private static boolean isClose(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Math.abs(a[i] - b[i]) > 1e-6 * (1 + Math.abs(a[i]))) {
                return false;
            }
        }
        return true;
    }
}
