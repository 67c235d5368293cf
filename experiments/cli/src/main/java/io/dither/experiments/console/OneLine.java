package io.dither.experiments.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a message on one line: messages of plugins may have several lines. */
public final class OneLine {
    private static final Pattern LONG_WORD = Pattern.compile("\\S{256,}");
    /** The number of characters that a shortened word keeps at each end. */
    private static final int SHOWN_AT_EACH_END = 60;
    /** The number of characters that a shortened text keeps, half of them at each end. */
    private static final int MAX_LENGTH = 2000;

    private OneLine() {}

    /**
     * Joins the lines of a text. Words of at least 256 characters and texts of more than 2000 characters are shortened: messages may quote
     * long arguments and files.
     *
     * @param text a text of any number of lines
     * @return the lines without the space around them, with semicolons between, and question marks for control characters
     */
    public static String of(String text) {
        String line = LONG_WORD
                .matcher(text.strip().replaceAll("\\s*\\R\\s*", "; "))
                .replaceAll(word -> Matcher.quoteReplacement(shortened(word.group(), SHOWN_AT_EACH_END)));
        return shortened(line, MAX_LENGTH / 2).replaceAll("\\p{Cntrl}", "?");
    }

    /** Returns the first and the last {@code shown} characters of a text, and between them the number of characters left out. */
    private static String shortened(String text, int shown) {
        int leftOut = text.length() - 2 * shown;
        return leftOut <= 0
                ? text
                : text.substring(0, shown) + " ... (" + leftOut + " characters) ... "
                        + text.substring(text.length() - shown);
    }
}
