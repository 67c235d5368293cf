package io.dither.experiments.research;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.RegularFile;
import io.dither.learn.model.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Reads vectors as users write them, {@code 0.1,0.7} or {@code @FILE}, and shows vectors and numbers as text. */
final class Vectors {
    /** A vector of at most this many coordinates is shown whole. */
    private static final int LONGEST_WHOLE = 24;
    /** The number of coordinates that are shown of a longer vector; at least 5 are then left out. */
    private static final int SHOWN_OF_LONG = 20;

    private Vectors() {}

    /** Reads a vector of {@code length} finite numbers. */
    static double[] parse(String name, String text, int length) {
        double[] vector = text.startsWith("@") ? read(Arguments.path(text.substring(1))) : numbers(name, text);
        return Arguments.finite(name, vector, length);
    }

    private static double[] numbers(String name, String text) {
        String[] parts = text.split(",", -1);
        double[] vector = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                vector[i] = Double.parseDouble(parts[i].trim());
            } catch (NumberFormatException malformed) {
                throw new InvalidArgumentException(
                        name + "[" + i + "] = '" + parts[i] + "' is not a number",
                        "Maybe write it like 0.1,0.7 without spaces, or @FILE to read it from a file");
            }
        }
        return vector;
    }

    private static double[] read(Path file) {
        try {
            List<String> lines = Files.readAllLines(RegularFile.require(file));
            DoubleStream.Builder vector = DoubleStream.builder();
            for (int line = 0; line < lines.size(); line++) {
                addNumbers(lines.get(line), file, line + 1, vector);
            }
            return vector.build().toArray();
        } catch (IOException unreadable) {
            throw new DataException(
                    file.toString(),
                    0,
                    "cannot be read (" + unreadable.getClass().getSimpleName()
                            + "). Maybe it is not text in UTF-8, or the path is wrong",
                    unreadable);
        }
    }

    private static void addNumbers(String text, Path file, int line, DoubleStream.Builder vector) {
        for (String part : text.trim().split("[\\s,;]+", -1)) {
            try {
                if (!part.isEmpty()) {
                    vector.add(Double.parseDouble(part));
                }
            } catch (NumberFormatException malformed) {
                throw new DataException(
                        file.toString(),
                        line,
                        "'" + part
                                + "' is not a number. Maybe write numbers alone, with spaces, commas or lines between",
                        malformed);
            }
        }
    }

    /** Returns a vector as text: six digits per number, and only the first numbers of a long vector. */
    static String show(double[] vector) {
        int shown = isLong(vector) ? SHOWN_OF_LONG : vector.length;
        // in columns, so that vectors of the same length stand under each other
        return Arrays.stream(vector, 0, shown)
                        .mapToObj(value -> PlainText.format("%13s", show(value)))
                        .collect(Collectors.joining())
                + (shown < vector.length ? " ... (" + vector.length + " in all; --json has them)" : "");
    }

    /** {@return whether a vector is too long to be shown whole} */
    static boolean isLong(double[] vector) {
        return vector.length > LONGEST_WHOLE;
    }

    /** Returns an upper bound as text; infinity is a bound that is not known. */
    static String atMost(double bound) {
        return Double.isFinite(bound) ? show(bound) + " at most" : "an unknown amount";
    }

    /** Returns a number as text; -0.0 becomes 0, without its sign. */
    static String show(double value) {
        return Double.isNaN(value) ? "unknown" : PlainText.format("%.6g", value == 0 ? 0.0 : value);
    }
}
