package io.dither.testing;

import io.dither.error.Arguments;
import io.dither.noise.BlockNoise;
import io.dither.noise.CurvedNoise;
import io.dither.noise.ScoredNoise;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Checks that the score of a noise belongs to its sampler, by Stein's identities E[grad nu(Z)] = 0 and E[Z grad
 * nu(Z)^T] = I, which integration by parts gives for every density exp(-nu) that is smooth enough and vanishes at
 * infinity, and that its curvature belongs to its score.
 */
public final class NoiseChecks {
    private NoiseChecks() {}

    /** Requires that the blocks of a sample, drawn alone and last ones first, are those of a whole sample. */
    static void requireBlocks(BlockNoise noise, int dimension) {
        double[] whole = new double[dimension];
        KeyedRandom random = new KeyedRandom(3);
        random.sample(5);
        noise.sample(random, whole);
        for (int block = (dimension - 1) / KeyedRandom.BLOCK; block >= 0; block--) {
            double[] alone = whole.clone();
            int from = block * KeyedRandom.BLOCK;
            Arrays.fill(alone, from, Math.min(from + KeyedRandom.BLOCK, dimension), Double.NaN);
            noise.sampleBlock(random, block, alone);
            if (!Arrays.equals(whole, alone)) {
                throw new AssertionError(
                        noise.name() + ": block " + block + " drawn alone is not that of a whole sample");
            }
        }
    }

    /**
     * Estimates both identities.
     *
     * @param noise the noise under test
     * @param dimension d, at least 1; 2 or more show whether coordinates are independent
     * @param samples the number of samples, at least 2
     * @param seed the seed
     * @return d scores for the first identity and d * d for the second
     */
    public static List<ZScore> stein(ScoredNoise noise, int dimension, int samples, long seed) {
        Arguments.atLeast("samples", samples, 2);
        double[] z = new double[Arguments.atLeast("dimension", dimension, 1)];
        double[] score = new double[dimension];
        Moments[] first = Moments.several(dimension);
        Moments[] second = Moments.several(dimension * dimension);
        KeyedRandom random = new KeyedRandom(seed);
        for (int sample = 0; sample < samples; sample++) {
            random.sample(sample);
            noise.sample(random, z);
            noise.score(z, score);
            for (int i = 0; i < dimension; i++) {
                first[i].add(score[i]);
                for (int j = 0; j < dimension; j++) {
                    second[i * dimension + j].add(z[i] * score[j]);
                }
            }
        }
        List<ZScore> scores = new ArrayList<>();
        for (int i = 0; i < dimension; i++) {
            scores.add(first[i].against(noise.name() + ": E[score " + i + "]", 0));
        }
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                String quantity = noise.name() + ": E[z " + i + " score " + j + "]";
                scores.add(second[i * dimension + j].against(quantity, i == j ? 1 : 0));
            }
        }
        return scores;
    }

    /**
     * Estimates E[grad nu(Z) grad nu(Z)^T - Hess nu(Z)] = 0, which shows whether the curvature belongs to the score.
     *
     * @param noise the noise under test
     * @param dimension d, at least 1
     * @param samples the number of samples, at least 2
     * @param seed the seed
     * @return d * d scores
     */
    public static List<ZScore> curvature(CurvedNoise noise, int dimension, int samples, long seed) {
        Arguments.atLeast("samples", samples, 2);
        double[] z = new double[Arguments.atLeast("dimension", dimension, 1)];
        double[] score = new double[dimension];
        double[] hessian = new double[dimension * dimension];
        Moments[] moments = Moments.several(dimension * dimension);
        KeyedRandom random = new KeyedRandom(seed);
        for (int sample = 0; sample < samples; sample++) {
            random.sample(sample);
            noise.sample(random, z);
            noise.score(z, score);
            noise.hessian(z, hessian);
            for (int k = 0; k < hessian.length; k++) {
                moments[k].add(score[k / dimension] * score[k % dimension] - hessian[k]);
            }
        }
        List<ZScore> scores = new ArrayList<>();
        for (int k = 0; k < moments.length; k++) {
            String place = k / dimension + " " + k % dimension;
            scores.add(moments[k].against(noise.name() + ": E[score score^T - hessian] " + place, 0));
        }
        return scores;
    }

    /** A running mean and variance (Welford, 1962). */
    private static final class Moments {
        private long count;
        private double mean;
        private double squares;

        static Moments[] several(int number) {
            Moments[] moments = new Moments[number];
            for (int i = 0; i < number; i++) {
                moments[i] = new Moments();
            }
            return moments;
        }

        void add(double value) {
            count++;
            double difference = value - mean;
            mean += difference / count;
            squares += difference * (value - mean);
        }

        ZScore against(String quantity, double expected) {
            return new ZScore(quantity, mean, expected, Math.sqrt(squares / (count - 1) / count));
        }
    }
}
