package io.dither.exact;

/** A sum of products with twice the precision of double (Ogita, Rump and Oishi 2005). */
final class Compensated {
    private double sum;
    /** The sum of the rounding errors of {@link #sum}. */
    private double rounding;

    /** Adds the product a b. */
    void add(double a, double b) {
        double product = a * b;
        double newSum = sum + product;
        double addedPart = newSum - sum; // the product as it was rounded into the sum
        rounding += (sum - (newSum - addedPart)) + (product - addedPart) + Math.fma(a, b, -product);
        sum = newSum;
    }

    double value() {
        return sum + rounding;
    }
}
