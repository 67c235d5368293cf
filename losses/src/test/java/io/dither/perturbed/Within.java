package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Estimated;

/** Assertions in standard errors of the estimate itself. */
public final class Within {
    private static final double SIGMAS = 5;

    private Within() {}

    /** Requires |estimate - exact| of at most five standard errors, for each coordinate. */
    public static void standardErrors(Estimated estimate, double... exact) {
        for (int i = 0; i < exact.length; i++) {
            standardErrors("[" + i + "]", estimate.values()[i], estimate.standardErrors()[i], exact[i]);
        }
    }

    /** Requires |estimate - exact| of at most five standard errors. */
    public static void standardErrors(String name, double estimate, double standardError, double exact) {
        double error = Math.abs(estimate - exact);
        assertTrue(
                error <= SIGMAS * standardError + 1e-12 * Math.abs(exact),
                name + ": " + estimate + " +- " + standardError + " is not " + exact);
    }
}
