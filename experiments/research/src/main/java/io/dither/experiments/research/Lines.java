package io.dither.experiments.research;

import io.dither.layer.Estimated;
import io.dither.learn.model.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Text in lines, each with a name on the left and a value in a second column. */
final class Lines {
    /** The width of names: one letter more than the longest name, such as gradient. */
    private static final int WIDTH = 9;

    private final StringBuilder text = new StringBuilder();

    void add(String name, String value) {
        text.append(PlainText.format("%-" + WIDTH + "s %s\n", name, value));
    }

    void add(String name, Estimated estimated) {
        add(name, Vectors.show(estimated.values()));
        if (isAnyKnown(estimated.standardErrors())) {
            add("  +-", Vectors.show(estimated.standardErrors()));
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** {@return one line per result} */
    static String onePerResult(List<?> results) {
        return results.stream().map(result -> result + "\n").collect(Collectors.joining());
    }

    /** {@return whether at least one standard error is known; unknown errors are NaN, as in {@link Estimated}} */
    static boolean isAnyKnown(double... standardErrors) {
        return Arrays.stream(standardErrors).anyMatch(error -> !Double.isNaN(error));
    }
}
