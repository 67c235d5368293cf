package io.dither.experiments.generators;

import org.ejml.data.DMatrixRMaj;

/** The costs of the experiment with its default options, for whoever measures on the same problems. */
public final class ArcCosts {
    private static final int DEGREE = 4;
    private static final double NOISE_WIDTH = 0.5;
    private static final int FEATURES = 5;

    private ArcCosts() {}

    /**
     * Draws the arc costs of a grid.
     *
     * @param rows the rows of the grid
     * @param columns its columns
     * @param examples n, how many
     * @param seed the seed
     * @return the costs, n x d, d the number of arcs
     */
    public static DMatrixRMaj draw(int rows, int columns, int examples, long seed) {
        return new GridCosts(new Grid(rows, columns), DEGREE, NOISE_WIDTH, FEATURES)
                .draw(examples, seed)
                .costs();
    }
}
