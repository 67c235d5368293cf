package io.dither.regularized;

/** The function 0: no regularisation. */
enum None implements Regularizer {
    INSTANCE;

    @Override
    public double value(double[] y) {
        return 0;
    }

    @Override
    public double[] gradient(double[] y) {
        return new double[y.length];
    }

    @Override
    public double[] hessianProduct(double[] y, double[] direction) {
        return new double[y.length];
    }

    @Override
    public String toString() {
        return "none";
    }
}
