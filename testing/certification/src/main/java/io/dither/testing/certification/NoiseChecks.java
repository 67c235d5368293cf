package io.dither.testing.certification;

import io.dither.error.Arguments;
import io.dither.layer.Estimated;
import io.dither.noise.BlockNoise;
import io.dither.noise.CurvedNoise;
import io.dither.noise.Noise;
import io.dither.noise.NonnegativeNoise;
import io.dither.noise.ScoredNoise;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Checks that the score grad nu of a noise agrees with its sampler, by Stein's identities E[grad nu(Z)] = 0 and E[Z
 * grad nu(Z)^T] = I. Integration by parts proves both for every density exp(-nu) that is smooth enough and vanishes at
 * infinity. Also checks that the curvature Hess nu agrees with the score.
 */
public final class NoiseChecks {
    /** The largest number of rows and columns of the second identity, so that there are few z-scores. */
    private static final int MAX_ROWS = 12;

    private static final int MAX_DIMENSION = 1000;

    private NoiseChecks() {}

    /**
     * Requires that a block of {@link KeyedRandom#BLOCK} coordinates that is drawn alone, in one part or in two parts,
     * has the same bits as in a whole sample. The blocks are drawn from the last to the first.
     */
    static void requireBlocks(BlockNoise noise, int dimension) {
        double[] whole = new double[dimension];
        KeyedRandom random = new KeyedRandom(3);
        random.startSample(5);
        noise.sample(random, whole);
        for (int block = (dimension - 1) / KeyedRandom.BLOCK; block >= 0; block--) {
            double[] redrawn = whole.clone();
            int from = block * KeyedRandom.BLOCK;
            Arrays.fill(redrawn, from, Math.min(from + KeyedRandom.BLOCK, dimension), Double.NaN);
            noise.sampleBlock(random, block, redrawn);
            if (!Arrays.equals(whole, redrawn)) {
                throw new AssertionError(
                        noise.name() + ": block " + block + " drawn alone is not that of a whole sample");
            }
            int to = Math.min(from + KeyedRandom.BLOCK, dimension);
            int split = from + (to - from) / 3;
            Arrays.fill(redrawn, from, to, Double.NaN);
            random.startBlock(block);
            noise.fill(random, redrawn, from, split);
            noise.fill(random, redrawn, split, to);
            if (!Arrays.equals(whole, redrawn)) {
                throw new AssertionError(
                        noise.name() + ": block " + block + " drawn in two parts is not that of a whole sample");
            }
        }
    }

    /**
     * Estimates both identities, the second for at most 12 rows and columns.
     *
     * @param noise the noise under test
     * @param dimension d, at least 1; with 2 or more, the checks can detect a dependence between coordinates that the
     *     score lacks
     * @param samples the number of samples, at least 2
     * @param seed the seed
     * @return d z-scores for the first identity, then min(d, 12)^2 for the second
     */
    public static List<ZScore> stein(ScoredNoise noise, int dimension, int samples, long seed) {
        int rows = Math.min(Arguments.atLeast("dimension", dimension, 1), MAX_ROWS);
        double[] terms = new double[dimension + rows * rows];
        double[] score = new double[dimension];
        Estimated means = mean(noise, dimension, samples, seed, terms, z -> {
            noise.score(z, score);
            System.arraycopy(score, 0, terms, 0, dimension);
            for (int entry = 0; entry < rows * rows; entry++) {
                terms[dimension + entry] = z[entry / rows] * score[entry % rows];
            }
        });
        List<ZScore> zScores = new ArrayList<>();
        for (int i = 0; i < terms.length; i++) {
            int entry = i - dimension; // of the second identity; below 0 for the first
            // a coordinate without noise is always 0, and so is its product with the score
            boolean expectsOne = entry >= 0 && entry % (rows + 1) == 0 && !isWithoutNoise(noise, entry % rows);
            String quantity = entry < 0 ? "E[score " + i + "]" : "E[z " + entry / rows + " score " + entry % rows + "]";
            zScores.add(new ZScore(
                    noise.name() + ": " + quantity, means.values()[i], expectsOne ? 1 : 0, means.standardErrors()[i]));
        }
        return zScores;
    }

    /** Compares the sample mean of each coordinate with {@link Noise#mean}. */
    static List<ZScore> means(Noise noise, int dimension, int samples, long seed) {
        double[] sample = new double[dimension];
        Estimated means =
                mean(noise, dimension, samples, seed, sample, z -> System.arraycopy(z, 0, sample, 0, dimension));
        double[] expected =
                IntStream.range(0, dimension).mapToDouble(noise::mean).toArray();
        return GradientChecks.scores(noise.name() + ": mean of z", means, Estimated.exact(expected), 0);
    }

    /** Returns whether a coordinate has no noise: noise that is at least 0 and has the mean 0 is always 0. */
    static boolean isWithoutNoise(Noise noise, int coordinate) {
        return noise instanceof NonnegativeNoise nonnegative && nonnegative.mean(coordinate) == 0;
    }

    /**
     * Compares E[grad nu(Z) grad nu(Z)^T - Hess nu(Z)] with 0, to find a curvature that disagrees with the score.
     *
     * @param noise the noise under test
     * @param dimension d, from 1 to 1000
     * @param samples the number of samples, at least 2
     * @param seed the seed
     * @return d * d z-scores
     */
    public static List<ZScore> curvature(CurvedNoise noise, int dimension, int samples, long seed) {
        Arguments.between("dimension", dimension, 1, MAX_DIMENSION);
        double[] difference = new double[dimension * dimension];
        double[] score = new double[dimension];
        Estimated means = mean(noise, dimension, samples, seed, difference, z -> {
            noise.score(z, score);
            noise.hessian(z, difference);
            Arrays.setAll(difference, k -> score[k / dimension] * score[k % dimension] - difference[k]);
        });
        String name = noise.name() + ": E[score score^T - hessian], entry ";
        return GradientChecks.scores(name, means, Estimated.exact(new double[difference.length]), 0);
    }

    /**
     * Returns the means of the terms over samples of z; {@code fill} takes z and writes its terms into {@code terms}.
     */
    private static Estimated mean(
            Noise noise, int dimension, int samples, long seed, double[] terms, Consumer<double[]> fill) {
        Arguments.atLeast("samples", samples, 2);
        double[] z = new double[dimension];
        Moments moments = new Moments(terms.length);
        KeyedRandom random = new KeyedRandom(seed);
        for (int sample = 0; sample < samples; sample++) {
            random.startSample(sample);
            noise.sample(random, z);
            fill.accept(z);
            moments.add(terms);
        }
        return moments.estimated();
    }
}
