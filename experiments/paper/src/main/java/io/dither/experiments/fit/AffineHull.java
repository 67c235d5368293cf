package io.dither.experiments.fit;

import io.dither.internal.algebra.Vectors;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The directions in which the solutions of an oracle differ: an orthonormal basis, one row per vector. For t orthogonal
 * to them &lt;t, y&gt; is the same for each y in Y, so no data can identify theta along t.
 *
 * <p>If the oracle's domain is everywhere, a random direction u orthogonal to an incomplete basis almost surely has
 * another solution than -u; their difference is added to the basis. In a smaller domain, differences of solutions of
 * random thetas are added until many in a row are already in the span. If solutions carry constants h(y), thetas of
 * several sizes are tried: large ones outweigh the constants, which do not belong to the hull.
 */
final class AffineHull {
    private static final double[] SIZE = {1};
    private static final double[] SIZES = {1, 1e3, 1e6, 1e9};

    private final LinearOracle oracle;
    private final int dimension;
    private final List<double[]> basis = new ArrayList<>();
    private final boolean everywhere;
    private final Vertex vertex;

    private AffineHull(LinearOracle oracle) {
        this.oracle = oracle;
        dimension = oracle.dimension();
        everywhere = oracle.domain().isEverywhere();
        vertex = new Vertex(dimension);
    }

    /** Returns the basis: rank x d. */
    static DMatrixRMaj directions(LinearOracle oracle) {
        AffineHull hull = new AffineHull(oracle);
        hull.explore();
        return hull.basis.isEmpty()
                ? new DMatrixRMaj(0, hull.dimension)
                : new DMatrixRMaj(hull.basis.toArray(double[][]::new));
    }

    private void explore() {
        double[] sizes = oracle.traits().contains(Trait.OFFSET) ? SIZES : SIZE;
        int patience = sizes.length * (everywhere ? 3 : 50 + 2 * dimension);
        KeyedRandom random = new KeyedRandom(0);
        try (OracleSession session = OracleSession.of(oracle)) {
            int misses = 0;
            for (int draw = 0; misses < patience && basis.size() < dimension; draw++) {
                random.sample(draw);
                double[] theta = randomTheta(random, sizes[draw % sizes.length]);
                double[] first = solution(session, theta, 1);
                double[] second = everywhere
                        ? solution(session, theta, -1)
                        : solution(session, randomTheta(random, sizes[draw % sizes.length]), 1);
                misses = extend(first, second) ? 0 : misses + 1;
            }
        }
    }

    /**
     * Draws a theta: orthogonal to the basis if the domain is everywhere, and else with coordinates of widely different
     * sizes.
     */
    private double[] randomTheta(KeyedRandom random, double size) {
        double[] theta = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            double spread = everywhere ? 1 : Math.exp(2 * random.nextGaussian());
            double wide = size * spread * random.nextGaussian();
            theta[i] = fold(wide, oracle.domain().lower(i), oracle.domain().upper(i));
        }
        return everywhere ? Vectors.without(basis, theta) : theta;
    }

    private double[] solution(OracleSession session, double[] theta, int sign) {
        session.solve(Vectors.scaled(sign, theta), vertex);
        return vertex.toArray();
    }

    /** Moves a number into an interval: by reflection if there is one bound, by clamping if there are two. */
    private static double fold(double x, double lower, double upper) {
        if (lower > Double.NEGATIVE_INFINITY && upper < Double.POSITIVE_INFINITY) {
            return Math.min(Math.max(x, lower), upper);
        }
        if (lower > Double.NEGATIVE_INFINITY) {
            return lower + Math.abs(x);
        }
        return upper < Double.POSITIVE_INFINITY ? upper - Math.abs(x) : x;
    }

    private boolean extend(double[] first, double[] second) {
        double[] difference = Vectors.minus(first, second);
        double size = Vectors.dot(difference, difference);
        double[] rest = Vectors.without(basis, Vectors.without(basis, difference));
        double norm = Vectors.dot(rest, rest);
        if (!(norm > 1e-14 * size)) {
            return false;
        }
        for (int i = 0; i < dimension; i++) {
            rest[i] /= Math.sqrt(norm);
        }
        basis.add(rest);
        return true;
    }
}
