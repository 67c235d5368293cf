package io.dither.learn.model;

/**
 * A parameter of a fitted model, in the units of the raw features.
 *
 * @param name its name
 * @param estimate its value
 * @param standardError its standard error; NaN where there is none
 * @param low the lower end of the 95 % interval; NaN where there is none
 * @param high the upper end of the 95 % interval; NaN where there is none
 * @param pValue how often a weight of 0 would look at least so far from 0; NaN where there is none
 * @param note why there is no interval: {@code fixed}, {@code at its bound}, {@code not identified}, or nothing
 */
public record Weight(
        String name, double estimate, double standardError, double low, double high, double pValue, String note) {
    public static Weight without(String name, double estimate, String note) {
        return of(name, Interval.of(estimate, Double.NaN), note);
    }

    public static Weight of(String name, double estimate, double standardError) {
        return of(name, Interval.of(estimate, standardError), "");
    }

    private static Weight of(String name, Interval one, String note) {
        return new Weight(name, one.value(), one.standardError(), one.low(), one.high(), one.pValue(), note);
    }
}
