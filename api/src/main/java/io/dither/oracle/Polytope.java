package io.dither.oracle;

import io.dither.error.Arguments;
import java.util.List;

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
}
