package io.dither.people.tastes;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.NoiseKey;
import io.dither.learn.persons.Mixture.PossibleWeights;
import io.dither.people.internal.Roots;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws possible weights of persons.
 *
 * @param population the distribution of weights, in raw units
 * @param seed the seed of the draws
 */
record DrawnTastes(Population population, long seed) {
    /** The stream of the draws of {@link #mirroredPairs}. */
    private static final long STREAM = 0xE1A5_71C1_7A57_E5E1L;

    /**
     * Returns draws of weights: from the mean and covariance of a person or, if {@code person} is null, from the population. All persons share the same
     * standard normal numbers.
     */
    List<PossibleWeights> draws(@Nullable PersonTastes person, int count) {
        KeyedRandom random = new KeyedRandom(seed);
        double[][] root = person == null ? new double[0][] : root(person);
        double[] z = new double
                [person == null ? population.dimensions() : population.names().size()];
        List<PossibleWeights> draws = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            random.startSample(r);
            random.nextGaussians(z, 0, z.length, 1);
            draws.add(new PossibleWeights(1.0 / count, person == null ? population.weights(z) : draw(person, root, z)));
        }
        return draws;
    }

    /** Returns pairs of draws: the second draw of a pair is the mirror image of the first, which reduces the error of means. */
    List<PossibleWeights> mirroredPairs(NoiseKey key, int pairs) {
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed ^ STREAM, key.step(), key.example());
        double[] z = new double[population.dimensions()];
        List<PossibleWeights> draws = new ArrayList<>();
        for (int r = 0; r < pairs; r++) {
            random.startSample(r);
            random.nextGaussians(z, 0, z.length, 1);
            draws.add(new PossibleWeights(0.5 / pairs, population.weights(z)));
            Arrays.setAll(z, i -> -z[i]);
            draws.add(new PossibleWeights(0.5 / pairs, population.weights(z)));
        }
        return draws;
    }

    /** Returns the Cholesky factor of the covariance of a person's sums b + n, see {@link Law}. */
    private double[][] root(PersonTastes person) {
        double[] mean = person.mean();
        double[][] covariances = new double[mean.length][mean.length];
        for (int k = 0; k < mean.length; k++) {
            for (int l = 0; l < mean.length; l++) {
                double variance = k == l ? person.spread()[k] * person.spread()[k] : 0;
                double covariance = person.covariance().length == 0 ? variance : person.covariance()[k][l];
                covariances[k][l] = covariance == 0
                        ? 0
                        : Law.covarianceOfSums(
                                population.lawOfWeight(k), mean[k], population.lawOfWeight(l), mean[l], covariance);
            }
        }
        return Roots.cholesky(covariances);
    }

    /** Turns standard normal numbers into weights with the person's mean and covariance: lognormal or normal weights; bounded laws become normal. */
    private double[] draw(PersonTastes person, double[][] root, double[] z) {
        double[] weights = person.mean().clone();
        for (int k = 0; k < weights.length; k++) {
            double normal = Vectors.dot(root[k], z);
            // the last argument is the variance of normal
            weights[k] = population.lawOfWeight(k).drawn(person.mean()[k], normal, Vectors.dot(root[k], root[k]));
        }
        return weights;
    }
}
