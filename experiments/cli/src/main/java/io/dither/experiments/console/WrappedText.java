package io.dither.experiments.console;

/** Breaks text for people into lines of at most 100 columns. */
public final class WrappedText {
    private static final int COLUMNS = 100;

    private WrappedText() {}

    /**
     * Returns a text in lines, broken between words.
     *
     * @param start what the first line begins with, such as a name and spaces
     * @param text the text, on one line
     * @param indent the number of spaces before each further line
     * @return the lines, each with its end
     */
    public static String of(String start, String text, int indent) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(start);
        for (String word : text.strip().split("\\s+", -1)) {
            // a word longer than a line stands in a line of its own, without a blank line before it
            if (line.length() + word.length() > COLUMNS && !line.toString().isBlank()) {
                lines.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(" ".repeat(indent));
            }
            line.append(word).append(' ');
        }
        return lines.append(line.toString().stripTrailing()).append('\n').toString();
    }
}
