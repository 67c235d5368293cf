package io.dither.learn.model;

import java.io.Serializable;

/**
 * A parameter of a fitted model, in the units of the raw features.
 *
 * @param name its name
 * @param estimate its value
 * @param standardError its standard error; NaN where there is none
 * @param low the lower end of the 95 % interval; NaN where there is none
 * @param high the upper end of the 95 % interval; NaN where there is none
 * @param pValue how often a weight of 0 would look at least so far from 0; NaN where there is none
 * @param note why there is no interval, such as {@code fixed}, {@code at its bound} or {@code not identified}, or what it leaves out, or nothing
 */
public record Weight(
        String name, double estimate, double standardError, double low, double high, double pValue, String note)
        implements Serializable {
    /**
     * {@return a weight with its interval}
     *
     * @param name its name
     * @param one its value, with the standard error if there is one
     * @param note why there is no interval, or nothing
     */
    public static Weight of(String name, Interval one, String note) {
        return new Weight(name, one.value(), one.standardError(), one.low(), one.high(), one.pValue(), note);
    }

    /** The note of a weight about which the decisions say nothing. */
    public static final String UNIDENTIFIED = "not identified";
    /** The note of a weight that all decisions would have larger, whatever it is. */
    public static final String ENDLESS = "has no end";
    /** The note of a weight that is 0, for others are differences to it. */
    public static final String REFERENCE = "reference";
    /** The note of a weight of one coordinate whose feature is the same in all examples. */
    public static final String NEVER_VARIES = "never varies";
    /** The note of a spread that may be 0: its interval begins there and ends where the profile likelihood does. */
    public static final String NEAR_ZERO = "not told from 0";
    /** The note of an epsilon that no number depends on. */
    private static final String UNUSED = "not used by the loss";

    /**
     * {@return the amplitude of noise that is given}
     *
     * @param epsilon its value
     * @param used whether the loss depends on it
     */
    public static Weight ofGivenEpsilon(double epsilon, boolean used) {
        Weight given = ofEpsilon(Interval.of(epsilon, Double.NaN));
        return used ? given : of(given.name(), Interval.of(epsilon, Double.NaN), UNUSED);
    }

    /** Returns the same without its interval, if it has one. */
    Weight withoutError() {
        return Double.isNaN(standardError) ? this : of(name, Interval.of(estimate, Double.NaN), "not measured");
    }

    /**
     * {@return the same without an interval}
     *
     * @param why it was not estimated
     */
    public Weight held(String why) {
        return of(name, Interval.of(estimate, Double.NaN), why);
    }

    /**
     * {@return the same with a number added}
     *
     * @param known the number
     */
    public Weight shifted(double known) {
        double p = known == 0 || !(standardError > 0)
                ? pValue
                : Interval.of(estimate + known, standardError).pValue();
        return new Weight(name, estimate + known, standardError, low + known, high + known, p, note);
    }

    /** {@return whether it was not estimated, but held} */
    public boolean isFixed() {
        return note.equals("fixed") || note.equals(REFERENCE) || note.equals(NEVER_VARIES);
    }

    /** {@return whether no number depends on it} */
    public boolean isUnused() {
        return note.equals(UNUSED);
    }

    /**
     * {@return a share, with an interval that is even in its logit and stays between 0 and 1; without one if it is 0 or 1}
     *
     * @param name what it is a share of
     * @param one its value, with the standard error if there is one
     */
    public static Weight ofShare(String name, Interval one) {
        double value = one.value();
        double odds = value / (1 - value);
        double factor = Math.exp(one.margin() / (value * (1 - value)));
        double low = odds / factor;
        double high = odds * factor;
        return new Weight(name, value, one.standardError(), low / (1 + low), high / (1 + high), Double.NaN, "");
    }

    /**
     * {@return the amplitude of the noise, with an interval that is even in its logarithm and never below 0}
     *
     * @param one its value, with the standard error if there is one
     */
    public static Weight ofEpsilon(Interval one) {
        double factor = Math.exp(one.margin() / one.value());
        double value = one.value();
        return new Weight("epsilon", value, one.standardError(), value / factor, value * factor, Double.NaN, "");
    }
}
