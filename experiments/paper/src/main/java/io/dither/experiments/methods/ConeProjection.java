package io.dither.experiments.methods;

import io.dither.internal.algebra.Vectors;
import io.dither.oracle.Vertex;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The nearest point of the cone that vectors span by weights of at least 0. Those of which the opposite is there too, as equations have,
 * span a space that is projected on first; what is left goes to {@link ActiveRays}.
 */
final class ConeProjection {
    /** The share of its squared length that is left of a vector outside of the span, below which that is rounding. */
    private static final double DEPENDENT = 1e-12;

    private final List<double[]> span = new ArrayList<>();
    private final List<Vertex> rays = new ArrayList<>();

    private ConeProjection(List<Vertex> generators) {
        List<double[]> dense = generators.stream().map(Vertex::toArray).toList();
        Set<DoubleBuffer> directions = new HashSet<>();
        dense.forEach(generator -> directions.add(DoubleBuffer.wrap(generator)));
        for (int j = 0; j < dense.size(); j++) {
            if (directions.contains(DoubleBuffer.wrap(Vectors.scaled(-1, dense.get(j))))) {
                widen(dense.get(j));
            } else {
                rays.add(generators.get(j));
            }
        }
    }

    private void widen(double[] vector) {
        double[] rest = outside(vector);
        double square = Vectors.dot(rest, rest);
        if (square > DEPENDENT * Vectors.dot(vector, vector)) {
            span.add(Vectors.scaled(1 / Math.sqrt(square), rest));
        }
    }

    /** Returns the part of a vector orthogonal to the span; projects twice, because the second pass removes rounding errors of the first. */
    double[] outside(double[] vector) {
        return Vectors.without(span, Vectors.without(span, vector));
    }

    /** Returns the length of what is left of a ray outside of the span, 0 where it is rounding. */
    double length(Vertex ray) {
        double whole = 0;
        for (int k = 0; k < ray.size(); k++) {
            whole += ray.value(k) * ray.value(k);
        }
        double left = whole;
        for (double[] unit : span) {
            double along = ray.dot(unit);
            left -= along * along;
        }
        return left > DEPENDENT * whole ? Math.sqrt(left) : 0;
    }

    /** Returns the vectors that have no opposite. */
    List<Vertex> rays() {
        return rays;
    }

    /** Returns the point of the cone that is nearest to a target. */
    static double[] of(List<Vertex> generators, double[] target) {
        ConeProjection cone = new ConeProjection(generators);
        double[] rest = cone.outside(target);
        double[] nearest = new ActiveRays(cone, rest).nearest(Vectors.norm(target));
        return Vectors.combined(1, Vectors.minus(target, rest), 1, nearest);
    }
}
