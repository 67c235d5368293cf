package io.dither.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.experiments.text.Numbers;

/**
 * A figure of a result.
 *
 * @param value its value
 * @param standardError its standard error, NaN if it is unknown
 */
record Figure(JsonNode value, double standardError) {
    /** Returns the value with as many digits as its standard error supports, or four. */
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
