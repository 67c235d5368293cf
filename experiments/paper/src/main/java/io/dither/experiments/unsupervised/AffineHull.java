package io.dither.experiments.unsupervised;

import io.dither.internal.algebra.Vectors;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The directions in which the solutions of an oracle differ. If t is orthogonal to them, &lt;t, y&gt; is the same for all solutions y, so no
 * data can identify theta along t.
 */
final class AffineHull {
    /** The search ends after this many draws in a row that add no direction. */
    private static final int PATIENCE = 3;

    /**
     * The orthogonal part of a difference consists only of rounding errors if its squared length is at most this share of the squared length
     * of the difference.
     */
    private static final double ROUNDING = 1e-14;

    private AffineHull() {}

    /**
     * Returns an orthonormal basis, rank x d. A random theta orthogonal to an incomplete basis almost surely has another solution than -theta;
     * the orthogonal part of their difference is added to the basis.
     *
     * @param oracle an oracle whose domain is all of R^d
     */
    static DMatrixRMaj directions(LinearOracle oracle) {
        List<double[]> basis = new ArrayList<>();
        KeyedRandom random = new KeyedRandom(0);
        double[] normals = new double[oracle.dimension()];
        Vertex vertex = new Vertex(normals.length);
        try (OracleSession session = OracleSession.openGuarded(oracle)) {
            int misses = 0;
            for (int draw = 0; misses < PATIENCE && basis.size() < normals.length; draw++) {
                random.startSample(draw); // the numbers below come from the stream of this draw
                Arrays.setAll(normals, i -> random.nextGaussian());
                double[] theta = Vectors.without(basis, normals);
                session.solve(theta, vertex);
                double[] first = vertex.toArray();
                session.solve(Vectors.scaled(-1, theta), vertex);
                misses = extend(basis, Vectors.minus(first, vertex.toArray())) ? 0 : misses + 1;
            }
        }
        return new DMatrixRMaj(basis.toArray(double[][]::new));
    }

    /** Adds the part of a difference that is orthogonal to the basis; returns false if there is none. */
    private static boolean extend(List<double[]> basis, double[] difference) {
        // twice, because rounding errors leave small components along the basis
        double[] orthogonal = Vectors.without(basis, Vectors.without(basis, difference));
        double squaredNorm = Vectors.dot(orthogonal, orthogonal);
        if (!(squaredNorm > ROUNDING * Vectors.dot(difference, difference))) {
            return false;
        }
        for (int i = 0; i < orthogonal.length; i++) {
            orthogonal[i] /= Math.sqrt(squaredNorm);
        }
        basis.add(orthogonal);
        return true;
    }
}
