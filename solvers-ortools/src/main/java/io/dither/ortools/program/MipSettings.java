package io.dither.ortools.program;

/**
 * The settings of a mixed-integer solve.
 *
 * @param usesCpSat whether CP-SAT solves, and not SCIP
 * @param gap the relative gap at which a solve ends; 0 for a proof of optimality
 * @param seconds the time limit; infinite for none
 * @param nodes the limit of branch-and-bound nodes; 0 for none
 */
record MipSettings(boolean usesCpSat, double gap, double seconds, int nodes) {
    /** Settings for a proof of optimality by SCIP, without limits. */
    static final MipSettings PROOF = new MipSettings(false, 0, Double.POSITIVE_INFINITY, 0);

    boolean isLimited() {
        return seconds < Double.POSITIVE_INFINITY || nodes > 0;
    }
}
