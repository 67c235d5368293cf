package io.dither.experiments.text;

import java.util.Locale;

/** Writes numbers for people. An unknown number, NaN, becomes {@link #UNKNOWN} unless a method says otherwise. */
public final class Numbers {
    /** The text for an unknown number. */
    public static final String UNKNOWN = "\u2013";

    /** A number below this share of its standard error is taken for a rounding error, and written as 0. */
    private static final double NEGLIGIBLE = 1e-9;
    /** The most decimals of a number whose standard error sets the number of decimals. */
    private static final int MOST_DECIMALS = 12;

    private Numbers() {}

    /**
     * Writes a number in four significant digits; from 1 to 1.01 in five, for ratios that hardly differ from 1. A
     * size from 1e4 to 1e7 is rounded to a whole number; a size below 1e-4 or from 1e7 on is written with an exponent.
     *
     * @param number the number
     * @return the text
     */
    public static String text(double number) {
        double size = Math.abs(number);
        if (!Double.isFinite(number)) {
            return Double.isNaN(number) ? UNKNOWN : number > 0 ? "\u221e" : "\u2212\u221e";
        }
        if (size == 0) {
            return "0";
        }
        if (size < 1e-4 || size >= 1e7) {
            return String.format(Locale.ROOT, "%.3e", number).replace("-", "\u2212");
        }
        int digits = size >= 1 && size < 1.01 ? 5 : 4;
        return fixed(number, Math.max(0, digits - 1 - (int) Math.floor(Math.log10(size))));
    }

    /**
     * Writes a number with the decimals that show two significant digits of its standard error. If the number would be
     * rounded to 0 but is not negligible beside the error, two significant digits of the number are shown instead. If
     * the standard error cannot be used, {@link #plain} writes the number.
     *
     * @param number the number
     * @param standardError its standard error; not used if it is NaN, below 1e-10, or at least 1e7
     * @return the text
     */
    public static String text(double number, double standardError) {
        boolean hasError = standardError > 0 && standardError < 1e7 && Double.isFinite(number);
        if (!hasError || decimals(standardError) >= MOST_DECIMALS) {
            return plain(number);
        }
        int decimals = decimals(standardError);
        double size = Math.abs(number);
        boolean isRoundedAway = size < 0.5 * Math.pow(10, -decimals) && size > NEGLIGIBLE * standardError;
        return fixed(number, isRoundedAway ? Math.min(MOST_DECIMALS, decimals(size)) : decimals);
    }

    /**
     * Writes a number that may be exact: a whole number below 1e15 without decimals, another number by {@link
     * #text(double)}.
     *
     * @param number the number
     * @return the text
     */
    public static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? fixed(number, 0) : text(number);
    }

    /**
     * Writes an interval.
     *
     * @param low its lower end, NaN if there is none
     * @param high its upper end
     * @param standardError the standard error, which sets the number of digits
     * @return the text
     */
    public static String interval(double low, double high, double standardError) {
        return Double.isNaN(low) || Double.isNaN(high)
                ? UNKNOWN
                : text(low, standardError) + " to " + text(high, standardError);
    }

    /**
     * Writes a p-value.
     *
     * @param p between 0 and 1, NaN if there is none
     * @return the text
     */
    public static String p(double p) {
        return Double.isNaN(p) ? UNKNOWN : p < 0.001 ? "< 0.001" : fixed(p, 3);
    }

    /**
     * Writes a share in per cent.
     *
     * @param share the share; 1 is written as 100 %
     * @return the text
     */
    public static String percent(double share) {
        return Double.isFinite(share) ? fixed(100 * share, 1) + " %" : UNKNOWN;
    }

    /**
     * Writes a whole number below 1e7 with all its digits, and another number by {@link #text(double)}, without
     * trailing zeros unless it has an exponent.
     *
     * @param number the number
     * @return the text
     */
    public static String shortest(double number) {
        String text = number == Math.rint(number) && Math.abs(number) < 1e7 ? fixed(number, 0) : text(number);
        return text.contains(".") && !text.contains("e") ? text.replaceAll("\\.?0+$", "") : text;
    }

    /**
     * Writes a number in ASCII characters (the minus sign is a hyphen), for tables of the command line.
     *
     * @param number the number
     * @param decimals the number of decimals
     * @return the text, a hyphen if it is not known
     */
    public static String decimal(double number, int decimals) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    /**
     * Writes a number and its error in ASCII characters.
     *
     * @param number the number
     * @param error its standard error, or half the width of its interval
     * @param decimals the number of decimals
     * @return the text
     */
    public static String plusMinus(double number, double error, int decimals) {
        return decimal(number, decimals) + " +- " + decimal(error, decimals);
    }

    /**
     * {@return the number of decimals that show two significant digits of a number, at most 12}
     *
     * @param number a standard error, or another number above 0
     */
    public static int decimals(double number) {
        return Math.max(0, Math.min(MOST_DECIMALS, 1 - (int) Math.floor(Math.log10(number))));
    }

    /**
     * Writes a number with a fixed number of decimals.
     *
     * @param number the number
     * @param decimals the number of decimals
     * @return the text, NaN for an unknown number; a number that rounds to 0 has no sign
     */
    public static String fixed(double number, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", number);
        return text.matches("-[0.]+") ? text.substring(1) : text.replace("-", "\u2212");
    }
}
