package io.dither.experiments.solves;

/**
 * What one choice costs.
 *
 * @param problem the problem
 * @param what the error that is reached
 * @param choice how
 * @param solves how many solves
 * @param seconds how long, or NaN
 * @param error the error that {@code what} names
 * @param ratio how many times fewer solves than the plain choice
 */
record Row(String problem, String what, String choice, double solves, double seconds, double error, double ratio) {
    /** The same in every run. */
    Row untimed() {
        return new Row(problem, what, choice, solves, Double.NaN, error, ratio);
    }
}
