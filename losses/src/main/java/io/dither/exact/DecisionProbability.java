package io.dither.exact;

import io.dither.internal.algebra.Vectors;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracle.capability.Polytope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The probability that a vertex is the best of its set at scores u + eps Z. Immutable. */
interface DecisionProbability {
    /**
     * Evaluates the probability of a vertex.
     *
     * @param u the scores; read only
     * @param y a vertex; read only
     * @param gradient the gradient of the result in u is added to this
     * @return the logarithm of the probability
     */
    double logarithm(double[] u, double[] y, double[] gradient);

    /**
     * Returns the probabilities of the vertices of a polytope, or empty if there is no formula. u is theta of a
     * maximiser and -theta of a minimiser. Noise is usually added to these scores; if {@code isMirrored}, the sign of
     * the noise is not the sign of the sense, so that the scores are u - eps Z. Then only rankings, argmax with Gaussian
     * noise, and products of these have a formula.
     */
    static Optional<DecisionProbability> of(Polytope polytope, Noise noise, double epsilon, boolean isMirrored) {
        if (!(noise instanceof IndependentNoise independent)) {
            return Optional.empty();
        }
        Law law = new Law(independent, epsilon);
        if (polytope instanceof Polytope.Blocks product) {
            return blocks(product.blocks(), noise, epsilon, isMirrored);
        }
        if (polytope instanceof Polytope.Permutahedron && law.isGumbel()) {
            DecisionProbability bestFirst = (u, y, gradient) -> ranking(epsilon, u, y, gradient);
            return Optional.of(isMirrored ? (u, y, gradient) -> reversed(bestFirst, u, y, gradient) : bestFirst);
        }
        if (polytope instanceof Polytope.Hypersimplex set && set.k() == 1 && law.isGaussian()) {
            return Optional.of(new ProbitProbability(epsilon)); // symmetric, so that mirrored scores have the same law
        }
        if (isMirrored) {
            return Optional.empty();
        }
        if (polytope instanceof Polytope.Cube cube) {
            return Optional.of((u, y, gradient) -> corner(law, cube, u, y, gradient));
        }
        return polytope instanceof Polytope.Hypersimplex && law.isGumbel()
                ? Optional.of(new SubsetProbability(epsilon))
                : Optional.empty();
    }

    private static Optional<DecisionProbability> blocks(
            List<Polytope> polytopes, Noise noise, double epsilon, boolean isMirrored) {
        List<DecisionProbability> parts = new ArrayList<>();
        for (Polytope polytope : polytopes) {
            Optional<DecisionProbability> part = of(polytope, noise, epsilon, isMirrored);
            if (part.isEmpty()) {
                return part;
            }
            parts.add(part.get());
        }
        return Optional.of((u, y, gradient) -> {
            double sum = 0;
            int from = 0;
            for (int b = 0; b < parts.size(); b++) {
                int to = from + polytopes.get(b).dimension();
                double[] slope = new double[to - from];
                sum += parts.get(b).logarithm(Arrays.copyOfRange(u, from, to), Arrays.copyOfRange(y, from, to), slope);
                for (int i = from; i < to; i++) {
                    gradient[i] += slope[i - from];
                }
                from = to;
            }
            return sum;
        });
    }

    /**
     * Returns the logarithm for a corner of a box: each coordinate is at its upper end if its score with noise is above
     * 0.
     */
    private static double corner(Law law, Polytope.Cube cube, double[] u, double[] y, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            double x = -law.inUnits(u[i]);
            boolean isUpper = y[i] > (cube.lower() + cube.upper()) / 2;
            Law.Tail tail = isUpper ? law.above(x) : law.below(x);
            sum += tail.logarithm();
            gradient[i] += (isUpper ? tail.ratio() : -tail.ratio()) / law.epsilon();
        }
        return sum;
    }

    /**
     * Returns the logarithm for a ranking by u - eps Z, which is the reverse of the ranking by -u + eps Z: rank y
     * becomes n - 1 - y.
     */
    private static double reversed(DecisionProbability bestFirst, double[] u, double[] y, double[] gradient) {
        double[] ranks = Arrays.stream(y).map(rank -> u.length - 1 - rank).toArray();
        double[] slope = new double[u.length];
        double logarithm = bestFirst.logarithm(Vectors.scaled(-1, u), ranks, slope);
        for (int i = 0; i < u.length; i++) {
            gradient[i] -= slope[i];
        }
        return logarithm;
    }

    /**
     * Returns the logarithm for a ranking as a series of choices: the best of all elements, then the best of the
     * remaining elements, and so on. This is the exploded logit (Beggs, Cardell and Hausman 1981).
     */
    private static double ranking(double epsilon, double[] u, double[] y, double[] gradient) {
        int[] order = Vectors.descending(y);
        double sum = 0;
        for (int first = 0; first + 1 < order.length; first++) {
            double[] remaining = Arrays.stream(order, first, order.length)
                    .mapToDouble(i -> u[i])
                    .toArray();
            double[] shares = new double[remaining.length];
            // softmax returns epsilon times the logarithm of the sum of exp(u / epsilon)
            sum += (remaining[0] - Vectors.softmax(remaining, epsilon, shares)) / epsilon;
            gradient[order[first]] += 1 / epsilon;
            for (int i = 0; i < remaining.length; i++) {
                gradient[order[first + i]] -= shares[i] / epsilon;
            }
        }
        return sum;
    }
}
