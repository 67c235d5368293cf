package io.dither.experiments.fit;

import io.dither.internal.algebra.Vectors;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds certificates that a target y lies outside the hull of Y or on a face of it, by the unperturbed oracle.
 *
 * <p>A certificate is a direction t in score units. There is none if the oracle is heuristic, has constants h(y) or
 * stops before a proof, or if t lies outside its domain. Not thread-safe.
 */
final class Hull implements AutoCloseable {
    private static final double TOLERANCE = 1e-9;
    /** The relative spread of draws around a far theta; their solutions lie on the face to which theta points. */
    private static final double SPREAD = 0.05;

    static final double[] NONE = new double[0];

    private final double[] target;
    private final int dimension;
    private final int sign;
    private final Domain domain;
    private final OracleSession session;
    private final Vertex vertex;
    private final boolean proves;

    Hull(LinearOracle oracle, double[] target) {
        this.target = target;
        dimension = oracle.dimension();
        sign = oracle.sense().sign();
        domain = oracle.domain();
        session = OracleSession.of(oracle);
        vertex = new Vertex(dimension);
        proves = !oracle.traits().contains(Trait.OFFSET) && !oracle.traits().contains(Trait.HEURISTIC);
    }

    /** Returns whether &lt;t, y&gt; is above the largest &lt;t, .&gt; over Y. */
    boolean separates(double[] t) {
        return beyond(t) > tolerance(t);
    }

    /** Returns whether y lies on the face of Y where &lt;t, .&gt; is largest, and that face is not all of Y. */
    private boolean touches(double[] t) {
        if (!(Math.abs(beyond(t)) <= tolerance(t))) {
            return false;
        }
        return -beyond(Vectors.scaled(-1, t)) > tolerance(t);
    }

    private double tolerance(double[] t) {
        return TOLERANCE * Vectors.norm(t) * (1 + Vectors.norm(target));
    }

    /** Returns &lt;t, y&gt; minus the largest &lt;t, .&gt; over Y, NaN if unknown. */
    private double beyond(double[] t) {
        double[] theta = Vectors.scaled(sign, t);
        if (!proves || domain.firstOutside(theta) >= 0) {
            return Double.NaN;
        }
        session.solve(theta, vertex);
        return vertex.offset() != 0 || vertex.gap() != 0 ? Double.NaN : Vectors.dot(t, target) - vertex.dot(t);
    }

    /**
     * Returns the normal t of a face that contains y, or empty if none is found. It first tries coordinates at their
     * least or largest value, then the direction in which the scores diverged, without its part along the face.
     */
    double[] faceNormal(double[] scores) {
        double[] normal = extremeCoordinates();
        if (Vectors.norm(normal) > 0) {
            return normal;
        }
        double[] candidate = awayFromFace(scores);
        return Vectors.norm(candidate) > 1e-6 * Vectors.norm(scores) && touches(candidate) ? candidate : NONE;
    }

    /**
     * Returns the sum of the signed unit vectors whose faces contain y, which is a normal of the intersection of these
     * faces; 0 if there is none.
     */
    private double[] extremeCoordinates() {
        double[] normal = new double[dimension];
        double[] unit = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            for (int side = -1; side <= 1; side += 2) {
                unit[i] = side;
                if (touches(unit)) {
                    normal[i] = side;
                }
            }
            unit[i] = 0;
        }
        return normal;
    }

    /** Returns the scores without their part along the differences of solutions drawn around them. */
    private double[] awayFromFace(double[] scores) {
        double largest = Arrays.stream(scores).map(Math::abs).max().orElse(0);
        KeyedRandom random = new KeyedRandom(0);
        List<double[]> span = new ArrayList<>();
        double[] origin = NONE;
        double[] theta = new double[dimension];
        for (int draw = 0; draw < 100 + 2 * dimension && proves; draw++) {
            random.sample(draw);
            for (int i = 0; i < dimension; i++) {
                theta[i] = sign * (scores[i] + SPREAD * largest * random.nextGaussian());
            }
            if (domain.firstOutside(theta) >= 0) {
                continue;
            }
            session.solve(theta, vertex);
            if (origin.length == 0) {
                origin = vertex.toArray();
            }
            extend(span, Vectors.minus(vertex.toArray(), origin));
        }
        return Vectors.without(span, scores);
    }

    private static void extend(List<double[]> span, double[] difference) {
        double[] rest = Vectors.without(span, Vectors.without(span, difference));
        double norm = Vectors.norm(rest);
        if (norm > 1e-8 * (1 + Vectors.norm(difference))) {
            span.add(Vectors.scaled(1 / norm, rest));
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
