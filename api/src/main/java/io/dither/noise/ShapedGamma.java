package io.dither.noise;

import io.dither.error.Arguments;
import io.dither.random.KeyedRandom;
import java.util.Arrays;

/**
 * Gamma coordinates of scale 1, each with its own shape; a coordinate of shape 0 has no noise. The score is the
 * derivative of -ln density, as in {@link Gamma}.
 */
final class ShapedGamma implements NonnegativeNoise, ScoredNoise, DimensionedNoise {
    private final double[] shapes;
    /** For each shape the factor by which the sampler multiplies normal numbers; not used for shape 0. */
    private final double[] normalFactors;

    private final boolean scoreHasFourthMoment;

    ShapedGamma(double[] shapes) {
        Arguments.atLeast("length of shapes", shapes.length, 1);
        boolean allHaveFourthMoment = true;
        for (int i = 0; i < shapes.length; i++) {
            Arguments.require(
                    shapes[i] >= 0 && Double.isFinite(shapes[i]),
                    "shapes[" + i + "] = " + shapes[i] + " is not a shape",
                    "Maybe choose 0, for a coordinate without noise, or more");
            allHaveFourthMoment &= shapes[i] == 0 || new Gamma(shapes[i]).scoreHasFourthMoment();
        }
        this.shapes = shapes.clone();
        normalFactors = Arrays.stream(shapes).map(Gamma::normalFactor).toArray();
        scoreHasFourthMoment = allHaveFourthMoment;
    }

    @Override
    public String name() {
        return "gamma";
    }

    @Override
    public int dimension() {
        return shapes.length;
    }

    @Override
    public double mean(int coordinate) {
        return shapes[coordinate];
    }

    @Override
    public boolean scoreHasFourthMoment() {
        return scoreHasFourthMoment;
    }

    @Override
    public void fill(KeyedRandom random, double[] z, int from, int to) {
        Lengths.requireDimension(this, z.length);
        for (int i = from; i < to; i++) {
            z[i] = shapes[i] == 0 ? 0 : Gamma.draw(random, shapes[i], normalFactors[i]);
        }
    }

    @Override
    public void score(double[] z, double[] score) {
        Lengths.requireDimension(this, z.length);
        for (int i = 0; i < z.length; i++) {
            score[i] = shapes[i] == 0 ? 0 : 1 - (shapes[i] - 1) / z[i];
        }
    }
}
