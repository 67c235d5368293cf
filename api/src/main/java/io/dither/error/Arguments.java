package io.dither.error;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Checks of arguments; each throws an {@link InvalidArgumentException} that names the parameter and its value. */
public final class Arguments {
    /** See {@link #threads}. */
    private static final int MAX_THREADS = 1024;
    /** The first character that is not ASCII. */
    private static final int FIRST_BEYOND_ASCII = 128;

    private Arguments() {}

    /**
     * Requires a finite number above zero.
     *
     * @param name the parameter's name
     * @param value its value
     * @return the value
     */
    public static double positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new InvalidArgumentException(
                    name + " = " + value + " is not a finite number above 0", "Maybe choose a value such as 1.0");
        }
        return value;
    }

    /**
     * Requires a whole number of at least {@code min}.
     *
     * @param name the parameter's name
     * @param value its value
     * @param min the least value allowed
     * @return the value
     */
    public static int atLeast(String name, int value, int min) {
        if (value < min) {
            throw new InvalidArgumentException(
                    name + " = " + value + " is too small", "Maybe choose " + min + " or more");
        }
        return value;
    }

    /**
     * Requires a whole number from {@code min} to {@code max}.
     *
     * @param name the parameter's name
     * @param value its value
     * @param min the least value allowed
     * @param max the largest value allowed
     * @return the value
     */
    public static int between(String name, int value, int min, int max) {
        if (value > max) { // hot loops call this: make the message only if needed
            throw new InvalidArgumentException(
                    name + " = " + value + " is too large", "Maybe choose " + max + " or less");
        }
        return atLeast(name, value, min);
    }

    /**
     * Requires a number of threads from 1 to 1024; more threads than cores do not help, and very many crash the
     * process.
     *
     * @param name the parameter's name
     * @param value its value
     * @return the value
     */
    public static int threads(String name, int value) {
        return between(name, value, 1, MAX_THREADS);
    }

    /**
     * Converts a text to a path.
     *
     * @param text the text, as the user wrote it
     * @return the path
     * @throws InvalidArgumentException if it has a character that paths, or the locale of this process, do not allow
     */
    public static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException invalid) {
            boolean isAscii = text.chars().allMatch(letter -> letter < FIRST_BEYOND_ASCII);
            throw new InvalidArgumentException(
                    "'" + text + "' is not a path" + (isAscii ? "" : " in the locale of this process"),
                    isAscii ? "Maybe a typing error" : "Maybe set LC_ALL=C.UTF-8");
        }
    }

    /**
     * Requires a vector of a given length whose coordinates are finite.
     *
     * @param name the parameter's name
     * @param vector the vector; read only
     * @param length the required length
     * @return the vector
     */
    public static double[] finite(String name, double[] vector, int length) {
        length(name, vector, length);
        for (int i = 0; i < length; i++) {
            if (!Double.isFinite(vector[i])) {
                throw new InvalidArgumentException(
                        name + "[" + i + "] = " + vector[i] + " is not finite",
                        "Maybe a division by zero or an overflow came before");
            }
        }
        return vector;
    }

    /**
     * Requires a vector of a given length.
     *
     * @param name the parameter's name
     * @param vector the vector; not kept
     * @param length the required length
     * @return the vector
     */
    public static double[] length(String name, double[] vector, int length) {
        if (vector.length != length) {
            throw new InvalidArgumentException(
                    name + " has length " + vector.length + ", not " + length,
                    "Maybe " + name + " belongs to another oracle");
        }
        return vector;
    }

    /**
     * Requires a condition.
     *
     * @param condition a condition that must be true
     * @param problem what is wrong otherwise, with the parameter's name and value
     * @param hint a sentence that starts with "Maybe"
     */
    public static void require(boolean condition, String problem, String hint) {
        if (!condition) {
            throw new InvalidArgumentException(problem, hint);
        }
    }
}
