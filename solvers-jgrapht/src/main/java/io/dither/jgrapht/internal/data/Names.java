package io.dither.jgrapht.internal.data;

import java.util.Arrays;
import java.util.List;

/**
 * Reads lists of names, such as vertices or kinds of turns, in the text form of an oracle. The parser of the text form
 * has already removed the parentheses around a list.
 */
public final class Names {
    private Names() {}

    /** Returns the names in a text such as {@code a,b,c}. */
    public static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::trim).toList();
    }
}
