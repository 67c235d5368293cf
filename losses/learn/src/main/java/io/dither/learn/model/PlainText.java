package io.dither.learn.model;

import java.util.Locale;

/** Numbers in plain text, as tables of fits and of the command line show them: the same in every locale. */
public final class PlainText {
    /** A p-value below this number is shown as less than this number. */
    private static final double MIN_P_VALUE = 1e-4;

    private PlainText() {}

    /**
     * Formats values as {@link String#format} does, in the same way in every locale.
     *
     * @param pattern the text with a specifier such as {@code %s} for each value
     * @param values the values
     * @return the text
     */
    public static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /**
     * {@return a number with four significant digits; a hyphen if it is NaN}
     *
     * @param value the number
     */
    public static String number(double value) {
        return Double.isNaN(value) ? "-" : format("%.4g", value);
    }

    /**
     * {@return an interval such as {@code 0.1400 to 0.2500}}
     *
     * @param low the lower end
     * @param high the upper end
     */
    public static String interval(double low, double high) {
        return number(low) + " to " + number(high);
    }

    /**
     * {@return a p-value after an equals sign or a less-than sign, such as {@code = 0.0312} or {@code < 0.0001}}
     *
     * @param p from 0 to 1
     */
    public static String p(double p) {
        return p < MIN_P_VALUE ? "< 0.0001" : format("= %.4f", p);
    }
}
