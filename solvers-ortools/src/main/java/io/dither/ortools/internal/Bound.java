package io.dither.ortools.internal;

import io.dither.error.InvalidArgumentException;
import io.dither.plugin.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bound of a row or a variable, used instead of the bound in the file of a program. A text such as {@code
 * bounds=(capacity<=8;demand>=3;x=1)} gives several.
 *
 * @param name the name of the row or the variable
 * @param relation {@code <=}, {@code >=} or {@code =}
 * @param value the bound
 */
public record Bound(String name, String relation, double value) {
    public static final Parameter PARAMETER = Parameter.of(
                    "bounds",
                    Parameter.Type.TEXT,
                    "bounds of rows or variables, instead of those in the file, such as (capacity<=8;demand>=3)")
            .withDefault("");

    private static final Pattern FORM = Pattern.compile("(.+?)(<=|>=|=)([^<>=]+)");

    /** Reads the bounds of a text; none if it is blank. */
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
                // the exception below says so
            }
        }
        throw new InvalidArgumentException(
                "bounds holds '" + text + "', which is not a name, one of <=, >= and =, and a number",
                "Maybe write them like (capacity<=8;demand>=3)");
    }

    /** Returns whether this sets the lower bound: {@code >=} and {@code =} do. */
    public boolean setsLower() {
        return !relation.equals("<=");
    }

    /** Returns whether this sets the upper bound: {@code <=} and {@code =} do. */
    public boolean setsUpper() {
        return !relation.equals(">=");
    }

    /** Returns the value of this bound if it sets the lower bound, otherwise the old lower bound. */
    public double lowerOr(double old) {
        return setsLower() ? value : old;
    }

    /** Returns the value of this bound if it sets the upper bound, otherwise the old upper bound. */
    public double upperOr(double old) {
        return setsUpper() ? value : old;
    }

    /** Returns the exception for a name that several rows or variables have (ambiguous), or that none has. */
    public InvalidArgumentException wrongName(boolean isAmbiguous) {
        return new InvalidArgumentException(
                "bounds names '" + name + "', which is "
                        + (isAmbiguous ? "several rows or variables" : "neither a row nor a variable") + " of the file",
                isAmbiguous ? "Maybe rename one of them" : "Maybe a typing error");
    }
}
