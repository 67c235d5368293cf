package io.dither.fit;

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
 * The directions in which the solutions of an oracle differ: an orthonormal basis, one row each. Directions orthogonal to
 * them have the same &lt;t, y&gt; for each y in Y, and no data can identify theta along them.
 *
 * <p>For an oracle right everywhere: a random direction u orthogonal to the basis separates the solutions of u and -u,
 * almost surely, as long as the basis is not complete. Inside a domain: the differences of solutions of random thetas,
 * until many in a row bring nothing new. If solutions carry constants h(y), thetas of many sizes are tried: large ones
 * outweigh the constants, which do not belong to the hull.
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
                double[] theta = drawn(random, sizes[draw % sizes.length]);
                double[] first = solved(session, theta, 1);
                double[] second = everywhere
                        ? solved(session, theta, -1)
                        : solved(session, drawn(random, sizes[draw % sizes.length]), 1);
                misses = extend(first, second) ? 0 : misses + 1;
            }
        }
    }

    /** Draws a theta: orthogonal to the basis where the domain is everywhere, of widely spread coordinates where not. */
    private double[] drawn(KeyedRandom random, double size) {
        double[] theta = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            double spread = everywhere ? 1 : Math.exp(2 * random.nextGaussian());
            double wide = size * spread * random.nextGaussian();
            theta[i] = fold(wide, oracle.domain().lower(i), oracle.domain().upper(i));
        }
        return everywhere ? Vectors.without(basis, theta) : theta;
    }

    private double[] solved(OracleSession session, double[] theta, int sign) {
        session.solve(Vectors.scaled(sign, theta), vertex);
        return vertex.toArray();
    }

    /** Moves a number into an interval by reflection at a single bound, or by clamping where there are two. */
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
