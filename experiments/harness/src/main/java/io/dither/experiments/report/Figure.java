package io.dither.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * A figure of a result.
 *
 * @param value what it is
 * @param standardError its standard error, NaN where none is known
 */
record Figure(JsonNode value, double standardError) {
    /** The value to as many digits as its standard error supports, or to four. */
    String text() {
        if (!value.isNumber()) {
            return value.isNull() ? "\u2013" : value.asText();
        }
        double number = value.asDouble();
        if (standardError > 0) {
            int decimals = Math.max(0, Math.min(12, 1 - (int) Math.floor(Math.log10(standardError))));
            return fixed(number, decimals) + " \u00b1 " + fixed(standardError, decimals);
        }
        return value.isIntegralNumber() ? value.asText() : text(number);
    }

    /** A number in four digits; one more for a ratio that hardly differs from 1. */
    static String text(double number) {
        double size = Math.abs(number);
        if (size == 0) {
            return "0";
        }
        if (size < 1e-4 || size >= 1e7) {
            return String.format(Locale.ROOT, "%.3e", number).replace("-", "\u2212");
        }
        int digits = size >= 1 && size < 1.01 ? 5 : 4;
        return fixed(number, Math.max(0, digits - 1 - (int) Math.floor(Math.log10(size))));
    }

    private static String fixed(double number, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", number).replace("-", "\u2212");
    }
}
