package io.dither.certify;

import io.dither.layer.Estimated;

/** The worst of many z-scores, and where it was. */
final class Scores {
    private static final double ROUNDING = 1e-10;

    private final String name;
    private int count;
    private double worst;
    private String place = "";

    Scores(String name) {
        this.name = name;
    }

    /**
     * Adds the difference of two independent estimates.
     *
     * @param floor what the standard error is at least
     */
    void add(String where, double a, double errorOfA, double b, double errorOfB, double floor) {
        double rounding = ROUNDING * (Math.abs(a) + Math.abs(b));
        double difference = a - b;
        boolean same = Math.abs(difference) <= rounding;
        add(where, same ? 0 : difference / Math.hypot(Math.hypot(errorOfA, errorOfB), floor));
    }

    /** Adds the differences of two independent estimates; the floor is there for errors that are unknown. */
    void add(String where, Estimated a, Estimated b, double floor) {
        for (int i = 0; i < a.values().length; i++) {
            add(where + " [" + i + "]", a.values()[i], a.knownError(i), b.values()[i], b.knownError(i), floor);
        }
    }

    void add(String where, double z) {
        count++;
        // written so that NaN, once seen, stays the worst
        if (count == 1 || (!Double.isNaN(worst) && !(Math.abs(z) <= Math.abs(worst)))) {
            worst = z;
            place = where;
        }
    }

    Check check(String whereNone) {
        return count == 0
                ? Check.skipped(name, whereNone)
                : Check.of(name, worst, GradientCertification.BOUND, "z, worst of " + count + ", at " + place);
    }

    /** Returns 1 + the largest |value|: the scale of what one sample can add. */
    static double scale(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return 1 + largest;
    }
}
