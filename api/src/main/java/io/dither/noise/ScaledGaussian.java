package io.dither.noise;

import io.dither.error.Arguments;
import io.dither.random.KeyedRandom;

/** Independent normal coordinates, each with mean 0 and its own standard deviation, its amplitude. */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record ScaledGaussian(double[] amplitudes) implements BlockNoise, DiagonalNoise, DimensionedNoise {
    ScaledGaussian {
        Arguments.atLeast("the number of amplitudes", amplitudes.length, 1);
        amplitudes = amplitudes.clone();
        for (int i = 0; i < amplitudes.length; i++) {
            Arguments.positive("amplitudes[" + i + "]", amplitudes[i]);
        }
    }

    @Override
    public String name() {
        return "scaled-gaussian";
    }

    @Override
    public int dimension() {
        return amplitudes.length;
    }

    @Override
    public void fill(KeyedRandom random, double[] z, int from, int to) {
        Lengths.requireDimension(this, z.length);
        for (int i = from; i < to; i++) {
            z[i] = amplitudes[i] * random.nextGaussian();
        }
    }

    @Override
    public double mean(int coordinate) {
        return 0;
    }

    @Override
    public void score(double[] z, double[] score) {
        Lengths.requireDimension(this, z.length);
        for (int i = 0; i < z.length; i++) {
            // two divisions, because the square of an amplitude may underflow
            score[i] = z[i] / amplitudes[i] / amplitudes[i];
        }
    }

    @Override
    public double curvature(int i, double z) {
        return 1 / amplitudes[i] / amplitudes[i];
    }

    @Override
    public void hessian(double[] z, double[] hessian) {
        Lengths.requireDimension(this, z.length);
        DiagonalNoise.super.hessian(z, hessian);
    }
}
