package io.dither.noise;

import io.dither.error.Arguments;
import java.util.Arrays;

/** A noise of independent coordinates, so that the Hessian of nu = -ln density is diagonal. */
interface DiagonalNoise extends CurvedNoise {
    /** Returns the second derivative of nu in coordinate i, where that coordinate is z. */
    double curvature(int i, double z);

    @Override
    default void hessian(double[] z, double[] hessian) {
        Arguments.length("hessian", hessian, z.length * z.length);
        Arrays.fill(hessian, 0);
        for (int i = 0; i < z.length; i++) {
            hessian[i * z.length + i] = curvature(i, z[i]);
        }
    }
}
