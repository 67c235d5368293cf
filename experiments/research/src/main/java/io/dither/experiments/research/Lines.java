package io.dither.experiments.research;

import io.dither.layer.Estimated;
import io.dither.learn.model.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Text in lines, each with a name on the left and a value in a second column. */
final class Lines {
    private final StringBuilder text = new StringBuilder();
    private final int width;

    Lines() {
        this(9); // a letter more than the longest name, such as gradient
    }

    Lines(int width) {
        this.width = width;
    }

    void add(String name, String value) {
        text.append(PlainText.format("%-" + width + "s %s\n", name, value));
    }

    void add(String name, Estimated estimated) {
        add(name, Vectors.show(estimated.values()));
        if (isKnown(estimated.standardErrors())) {
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

    /** {@return whether any standard error is known; one sample has none, and neither have samples that agree} */
    static boolean isKnown(double... standardErrors) {
        return Arrays.stream(standardErrors).anyMatch(error -> !Double.isNaN(error));
    }
}
