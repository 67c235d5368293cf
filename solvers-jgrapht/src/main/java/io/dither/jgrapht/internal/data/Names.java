package io.dither.jgrapht.internal.data;

import java.util.Arrays;
import java.util.List;

/** Reads names of vertices in the text form of an oracle. */
public final class Names {
    private Names() {}

    /** Splits a text such as {@code a,b,c}. */
    public static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::trim).toList();
    }
}
