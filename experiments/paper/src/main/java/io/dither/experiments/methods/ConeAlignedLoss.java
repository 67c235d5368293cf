package io.dither.experiments.methods;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NormalCone;
import java.util.List;
import java.util.Optional;

/**
 * Cone-aligned vector estimation, CaVE (Tang and Khalil, "CaVE: a cone-aligned approach for fast predict-then-optimize with binary linear
 * programs", CPAIOR 2024): 1 - cos(u, p), u being theta for scores and -theta for costs, and p the point of the cone of the normals
 * that bind at the observed solution that is nearest to u.
 *
 * <p>From 0, where the solution is best at theta, to 1, where u points away from all normals. As p is the nearest point, it is 1 - |p| /
 * |u|, with the gradient |p| u / |u|^3 - p / (|p| |u|) in u. At p = 0, as at theta = 0, there is none, and the mean of the unit normals
 * takes the place of p in the gradient, as in the authors' hybrid form, so that training does not rest there. The scale of theta means
 * nothing. The authors also stop the projection early, inside the cone; this one is exact to rounding, on its boundary.
 *
 * <p>No solve: a non-negative least squares problem of as many unknowns as constraints bind, in d dimensions. Exact, so standard
 * errors are 0. Not convex. Thread-safe.
 *
 * @param oracle the oracle, which knows its constraints
 */
record ConeAlignedLoss(LinearOracle oracle) implements Loss<Decision> {
    /**
     * Puts the loss on an oracle.
     *
     * @throws InvalidArgumentException if the oracle does not know its constraints
     */
    public ConeAlignedLoss {
        normals(oracle, new Vertex(oracle.dimension()));
    }

    private static List<Vertex> normals(LinearOracle oracle, Vertex y) {
        Optional<List<Vertex>> normals = oracle.as(NormalCone.class).flatMap(cone -> cone.bindingNormals(y));
        return normals.orElseThrow(
                () -> new InvalidArgumentException(
                        "CaVE needs the constraints that bind at a solution, which a "
                                + oracle.getClass().getSimpleName() + " does not know",
                        "Maybe argmax, top-k, hypercube, assignment, jgrapht-grid-arcs, ortools-lp, or a loss that asks for solves alone"));
    }

    @Override
    public String name() {
        return "CaVE";
    }

    @Override
    public Class<Decision> targetType() {
        return Decision.class;
    }

    @Override
    public ValueAndGradient evaluate(Example<Decision> example) {
        LinearOracle set = example.oracle();
        int sign = set.sense().sign();
        double[] scores = Vectors.scaled(sign, Arguments.finite("theta", example.theta(), set.dimension()));
        List<Vertex> normals = normals(set, example.target().feasibleFor(set));
        double[] nearest = ConeProjection.of(normals, scores);
        double norm = Vectors.norm(scores);
        double length = Vectors.norm(nearest);
        boolean away = length <= 1e-10 * norm;
        double[] slope = cosineSlope(scores, away ? mean(normals, scores.length) : nearest);
        double value = away ? 1 : Math.max(0, 1 - length / norm);
        return ValueAndGradient.exact(value, Vectors.scaled(-sign, slope));
    }

    /** Returns the gradient of cos(u, p) in u; at u = 0 the direction of p. */
    private static double[] cosineSlope(double[] u, double[] p) {
        double norm = Vectors.norm(u);
        double length = Vectors.norm(p);
        if (length == 0) {
            return new double[u.length];
        }
        return norm == 0
                ? Vectors.scaled(1 / length, p)
                : Vectors.combined(1 / (length * norm), p, -Vectors.dot(u, p) / (length * norm * norm * norm), u);
    }

    private static double[] mean(List<Vertex> normals, int dimension) {
        double[] mean = new double[dimension];
        for (Vertex normal : normals) {
            normal.addTo(mean, 1 / Vectors.norm(normal.toArray()) / normals.size());
        }
        return mean;
    }
}
