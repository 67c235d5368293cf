package io.dither.learn.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.dither.error.Arguments;
import java.io.Serializable;

/**
 * The bounds of a weight, in raw units; equal bounds fix it. As text: {@code 1}, {@code 0..1}, {@code 0..} or {@code ..1}.
 *
 * @param low the lower end, possibly negative infinity
 * @param high the upper end, possibly infinity
 */
public record Range(double low, double high) implements Serializable {
    private static final String DOTS = "..";

    /** Requires a lower end that is at most the upper end. */
    public Range {
        Arguments.require(low <= high, "low = " + low + " is not at most high = " + high, "Maybe the ends are swapped");
    }

    /**
     * Reads a text.
     *
     * @param text {@code value}, or {@code low..high}, in which an end may be left out
     * @return the range
     * @throws io.dither.error.InvalidArgumentException if the text is neither, or the lower end is above the upper end
     */
    @JsonCreator
    public static Range parse(String text) {
        int dots = text.indexOf(DOTS);
        if (dots < 0) {
            double value = number(text, "'" + text + "' has no '..' and");
            return new Range(value, value);
        }
        String low = text.substring(0, dots);
        String high = text.substring(dots + DOTS.length());
        return new Range(
                low.isBlank() ? Double.NEGATIVE_INFINITY : number(low, "'" + low + "' of the range '" + text + "'"),
                high.isBlank() ? Double.POSITIVE_INFINITY : number(high, "'" + high + "' of the range '" + text + "'"));
    }

    /** Reads a value or an end; if it is not a number, the message is the description, followed by "is not a number". */
    private static double number(String part, String description) {
        double value;
        try {
            value = Double.parseDouble(part.trim());
        } catch (NumberFormatException wrong) {
            value = Double.NaN;
        }
        Arguments.require(!Double.isNaN(value), description + " is not a number", "Maybe write 1, 0..1, 0.. or ..1");
        return value;
    }

    @Override
    @JsonValue
    public String toString() {
        return low == high
                ? String.valueOf(low)
                : (Double.isInfinite(low) ? "" : low) + DOTS + (Double.isInfinite(high) ? "" : high);
    }
}
