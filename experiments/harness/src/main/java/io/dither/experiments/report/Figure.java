package io.dither.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.experiments.text.Numbers;

/**
 * A number or a word of a result.
 *
 * @param value the number or the word as JSON; the JSON value null if it is unknown
 * @param standardError its standard error, NaN if it is unknown
 */
record Figure(JsonNode value, double standardError) {
    /**
     * Returns the value as text; a dash if it is unknown. A number with a standard error above 0 is followed by the error, both with the
     * decimals that show two significant digits of the error. Otherwise a whole number has all its digits, and another number is written by
     * {@link Numbers#text(double)}, in four significant digits.
     */
    String text() {
        if (!value.isNumber()) {
            return value.isNull() ? "\u2013" : value.asText();
        }
        double number = value.asDouble();
        if (standardError > 0) {
            int decimals = Numbers.decimals(standardError);
            return Numbers.fixed(number, decimals) + " \u00b1 " + Numbers.fixed(standardError, decimals);
        }
        return value.isIntegralNumber() ? value.asText() : Numbers.text(number);
    }
}
