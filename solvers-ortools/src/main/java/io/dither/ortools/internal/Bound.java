package io.dither.ortools.internal;

import io.dither.error.InvalidArgumentException;
import io.dither.plugin.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bound that replaces one in a file, as in {@code bounds=(capacity<=8;demand>=3;x=1)}.
 *
 * @param name the row, or the variable
 * @param relation at most, at least, or both
 * @param value the bound
 */
public record Bound(String name, String relation, double value) {
    public static final Parameter PARAMETER = Parameter.of(
                    "bounds",
                    Parameter.Type.TEXT,
                    "bounds in place of the file's, of rows or variables by name, such as (capacity<=8;demand>=3)")
            .withDefault("");

    private static final Pattern FORM = Pattern.compile("(.+?)(<=|>=|=)([^<>=]+)");

    public static List<Bound> all(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(";", -1)).map(Bound::of).toList();
    }

    private static Bound of(String text) {
        Matcher parts = FORM.matcher(text.trim());
        if (parts.matches()) {
            try {
                return new Bound(
                        parts.group(1).trim(),
                        parts.group(2),
                        Double.parseDouble(parts.group(3).trim()));
            } catch (NumberFormatException notANumber) {
                // said below
            }
        }
        throw new InvalidArgumentException(
                "bounds holds '" + text + "', which is not a name, one of <=, >= and =, and a number",
                "Maybe write them like (capacity<=8;demand>=3)");
    }

    public boolean setsLeast() {
        return !relation.equals("<=");
    }

    public boolean setsGreatest() {
        return !relation.equals(">=");
    }

    /** Returns the new lower bound. */
    public double least(double before) {
        return setsLeast() ? value : before;
    }

    /** Returns the new upper bound. */
    public double greatest(double before) {
        return setsGreatest() ? value : before;
    }

    /** Returns the exception for a name that is unknown or ambiguous. */
    public InvalidArgumentException unknown(boolean twice) {
        return new InvalidArgumentException(
                "bounds names '" + name + "', which is "
                        + (twice ? "both a row and a variable" : "neither a row nor a variable") + " of the file",
                twice ? "Maybe rename one of them" : "Maybe a typing error");
    }
}
