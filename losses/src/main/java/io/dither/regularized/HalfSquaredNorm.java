package io.dither.regularized;

import io.dither.internal.algebra.Vectors;

/** Half the squared Euclidean norm. */
enum HalfSquaredNorm implements Regularizer {
    INSTANCE;

    @Override
    public double value(double[] y) {
        return Vectors.dot(y, y) / 2;
    }

    @Override
    public double[] gradient(double[] y) {
        return y.clone();
    }

    @Override
    public double[] hessianProduct(double[] y, double[] direction) {
        return direction.clone();
    }

    @Override
    public String toString() {
        return "half-squared-norm";
    }
}
