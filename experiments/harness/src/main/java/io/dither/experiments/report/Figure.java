package io.dither.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;

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
            int decimals = Numbers.decimals(standardError);
            return fixed(number, decimals) + " \u00b1 " + fixed(standardError, decimals);
        }
        return value.isIntegralNumber() ? value.asText() : text(number);
    }

    /** A number in four digits; one more for a ratio that hardly differs from 1. */
    static String text(double number) {
        return Numbers.text(number);
    }

    private static String fixed(double number, int decimals) {
        return Numbers.fixed(number, decimals);
    }
}
