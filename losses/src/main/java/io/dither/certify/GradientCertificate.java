package io.dither.certify;

import java.util.List;

/**
 * The checks of the gradients of one oracle under one noise.
 *
 * @param checks the checks in a fixed order, skipped ones included
 */
public record GradientCertificate(List<Check> checks) {
    /** Creates a certificate; the list is copied. */
    public GradientCertificate {
        checks = List.copyOf(checks);
    }

    /**
     * Says whether no check failed.
     *
     * @return whether all checks passed or were skipped
     */
    public boolean passed() {
        return checks.stream().noneMatch(Check::isFailure);
    }
}
