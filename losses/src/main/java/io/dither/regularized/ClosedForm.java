package io.dither.regularized;

import io.dither.internal.algebra.Vectors;
import io.dither.oracle.capability.Polytope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Computes regularised solutions in closed form, for polytopes that have one. */
final class ClosedForm {
    private ClosedForm() {}

    static Optional<Optimum> of(Polytope polytope, Regularizer regularizer, double[] u) {
        boolean squared = regularizer == Regularizer.halfSquaredNorm();
        if (!squared && regularizer != Regularizer.negativeEntropy()) {
            return Optional.empty();
        }
        if (polytope instanceof Polytope.Permutahedron) {
            return Optional.of(SoftRanks.of(u, squared));
        }
        if (polytope instanceof Polytope.Hypersimplex set && (squared || set.k() == 1)) {
            return Optional.of(squared ? CappedSimplex.nearest(u, set.k()) : new Softmax(u));
        }
        if (polytope instanceof Polytope.Cube cube && squared) {
            return Optional.of(new Box(u, cube.lower(), cube.upper()));
        }
        return polytope instanceof Polytope.Blocks blocks ? product(blocks, regularizer, u) : Optional.empty();
    }

    private static Optional<Optimum> product(Polytope.Blocks blocks, Regularizer regularizer, double[] u) {
        List<Part> parts = new ArrayList<>();
        int start = 0;
        for (Polytope block : blocks.blocks()) {
            int end = start + block.dimension();
            Optional<Optimum> part = of(block, regularizer, Arrays.copyOfRange(u, start, end));
            if (part.isEmpty()) {
                return part;
            }
            parts.add(new Part(part.get(), start, end));
            start = end;
        }
        return Optional.of(new ProductOptimum(parts));
    }

    /** The optimum of a block, and the range of its coordinates. */
    private record Part(Optimum optimum, int start, int end) {}

    /** The optima of the blocks of a product of sets. */
    private record ProductOptimum(List<Part> parts) implements Optimum {
        private double[] concatenated(Function<Part, double[]> computed) {
            return parts.stream()
                    .flatMapToDouble(part -> Arrays.stream(computed.apply(part)))
                    .toArray();
        }

        @Override
        public double[] point() {
            return concatenated(part -> part.optimum.point());
        }

        @Override
        public double[] product(double[] v) {
            return concatenated(part -> part.optimum.product(Arrays.copyOfRange(v, part.start, part.end)));
        }
    }

    /** The box: each coordinate is clamped to its bounds. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Box(double[] u, double lower, double upper) implements Optimum {
        @Override
        public double[] point() {
            return Arrays.stream(u)
                    .map(score -> Math.min(Math.max(score, lower), upper))
                    .toArray();
        }

        @Override
        public double[] product(double[] v) {
            double[] product = new double[u.length];
            for (int i = 0; i < u.length; i++) {
                product[i] = u[i] > lower && u[i] < upper ? v[i] : 0;
            }
            return product;
        }
    }

    /** The simplex with the entropy. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Softmax(double[] u) implements Optimum {
        @Override
        public double[] point() {
            double[] p = new double[u.length];
            Vectors.softmax(u, 1, p);
            return p;
        }

        @Override
        public double[] product(double[] v) {
            double[] p = point();
            double mean = Vectors.dot(p, v);
            for (int i = 0; i < p.length; i++) {
                p[i] *= v[i] - mean;
            }
            return p;
        }
    }
}
