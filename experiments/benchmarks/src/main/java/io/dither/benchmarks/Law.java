package io.dither.benchmarks;

import io.dither.experiments.generators.Grid;
import io.dither.experiments.generators.GridCosts;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Batch;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** The law (distribution) of the thetas of a workload, and how its targets follow from the thetas. */
enum Law {
    /** Standard normal thetas; the target is the solution at (theta + Z), where Z is a standard normal vector. */
    NORMAL("theta") {
        @Override
        DMatrixRMaj thetas(int batch, int dimension, KeyedRandom random) {
            return normal(batch, dimension, random);
        }

        @Override
        void move(double[] theta, KeyedRandom random) {
            for (int i = 0; i < theta.length; i++) {
                theta[i] += random.nextGaussian();
            }
        }
    },
    /** Costs of square maps, see {@link Terrain}; the target is the solution at theta. */
    TERRAIN("w") {
        @Override
        DMatrixRMaj thetas(int batch, int dimension, KeyedRandom random) {
            Terrain terrain = new Terrain((int) Math.round(Math.sqrt(dimension)));
            DMatrixRMaj thetas = new DMatrixRMaj(batch, dimension);
            for (int row = 0; row < batch; row++) {
                System.arraycopy(terrain.draw(random), 0, thetas.data, row * dimension, dimension);
            }
            return thetas;
        }
    },
    /** The costs of the arcs of a 5x5 grid in the experiment shortest-path, seed 42; the target is the solution at theta. */
    ROADS("c") {
        /** The number of examples of the experiment. All are drawn: with fewer, the noise would differ. */
        private static final int EXAMPLES = 2000;

        private static final long SEED = 42;

        @Override
        DMatrixRMaj thetas(int batch, int dimension, KeyedRandom random) {
            // degree 4, noise factors from 0.5 to 1.5, 5 features
            double[] costs = new GridCosts(new Grid(5, 5), 4, 0.5, 5)
                    .draw(EXAMPLES, SEED)
                    .costs()
                    .data;
            return new DMatrixRMaj(batch, dimension, true, Arrays.copyOf(costs, batch * dimension));
        }
    };

    private final String suffix;

    Law(String suffix) {
        this.suffix = suffix;
    }

    /** Returns the last part of the name of the array of thetas in an input folder, such as w in {@code PREFIX_w}. */
    String suffix() {
        return suffix;
    }

    /** Returns the thetas, one per row; those of an experiment with its own seed do not depend on {@code random}. */
    abstract DMatrixRMaj thetas(int batch, int dimension, KeyedRandom random);

    /** Moves theta, in place, to the vector whose solution is the target. */
    void move(double[] theta, KeyedRandom random) {}

    /** Returns the target of each theta, one per row. */
    DMatrixRMaj targets(LinearOracle oracle, DMatrixRMaj thetas, KeyedRandom random) {
        DMatrixRMaj targets = new DMatrixRMaj(thetas.numRows, thetas.numCols);
        for (int row = 0; row < thetas.numRows; row++) {
            double[] theta = Batch.row(thetas, row);
            move(theta, random);
            System.arraycopy(oracle.solve(theta), 0, targets.data, row * thetas.numCols, thetas.numCols);
        }
        return targets;
    }

    static DMatrixRMaj normal(int batch, int dimension, KeyedRandom random) {
        DMatrixRMaj matrix = new DMatrixRMaj(batch, dimension);
        Arrays.setAll(matrix.data, i -> random.nextGaussian());
        return matrix;
    }
}
