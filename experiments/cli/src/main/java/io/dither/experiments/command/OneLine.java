package io.dither.experiments.command;

/** Keeps messages, some of which strangers write, on one line. */
public final class OneLine {
    private OneLine() {}

    /**
     * Joins the lines of a text.
     *
     * @param text a text of any lines
     * @return the lines without the space around them, with semicolons between
     */
    public static String of(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
