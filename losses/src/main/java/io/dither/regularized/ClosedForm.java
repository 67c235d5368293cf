package io.dither.regularized;

import io.dither.internal.algebra.Vectors;
import io.dither.oracle.capability.Polytope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Regularised solutions without a solver, of sets that have a name. */
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
        Optimum[] parts = new Optimum[blocks.blocks().size()];
        int start = 0;
        for (int b = 0; b < parts.length; b++) {
            Polytope block = blocks.blocks().get(b);
            int end = start + block.dimension();
            Optional<Optimum> part = of(block, regularizer, Arrays.copyOfRange(u, start, end));
            if (part.isEmpty()) {
                return part;
            }
            parts[b] = part.get();
            start = end;
        }
        return Optional.of(new SideBySide(List.of(parts), u.length));
    }

    private record SideBySide(List<Optimum> parts, int dimension) implements Optimum {
        @Override
        public double[] point() {
            double[] whole = new double[dimension];
            int start = 0;
            for (Optimum part : parts) {
                double[] own = part.point();
                System.arraycopy(own, 0, whole, start, own.length);
                start += own.length;
            }
            return whole;
        }

        @Override
        public double[] product(double[] v) {
            double[] whole = new double[dimension];
            int start = 0;
            for (Optimum part : parts) {
                int end = start + part.point().length;
                double[] own = part.product(Arrays.copyOfRange(v, start, end));
                System.arraycopy(own, 0, whole, start, own.length);
                start = end;
            }
            return whole;
        }
    }

    /** Each coordinate by itself, cut to its bounds. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
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
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Softmax(double[] u) implements Optimum {
        @Override
        public double[] point() {
            double largest = Arrays.stream(u).max().orElse(0);
            double[] p = new double[u.length];
            double sum = 0;
            for (int i = 0; i < u.length; i++) {
                p[i] = Math.exp(u[i] - largest);
                sum += p[i];
            }
            for (int i = 0; i < u.length; i++) {
                p[i] /= sum;
            }
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
