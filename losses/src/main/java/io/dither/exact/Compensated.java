package io.dither.exact;

/** A sum of products with twice the precision of double (Ogita, Rump and Oishi 2005). */
final class Compensated {
    private double sum;
    private double rest;

    void add(double a, double b) {
        double product = a * b;
        double total = sum + product;
        double part = total - sum;
        rest += (sum - (total - part)) + (product - part) + Math.fma(a, b, -product);
        sum = total;
    }

    double value() {
        return sum + rest;
    }
}
