package io.dither.data.formula;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a text from left to right, skips blanks between symbols, and names the position of an error. Used by one thread. */
public final class Cursor {
    /** The largest number of open parentheses, because each takes a part of the stack. */
    private static final int MAX_DEPTH = 50;

    private final String option;
    private final String text;
    private int position;
    private int depth;

    /**
     * Starts at the beginning of a text.
     *
     * @param option the option that the text is given by, for messages; empty if it is not known
     * @param text the text
     */
    public Cursor(String option, String text) {
        this.option = option;
        this.text = text;
    }

    /** {@return the index of the next character that is not blank; the length of the text if there is none} */
    public int position() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return position;
    }

    /**
     * Goes back.
     *
     * @param index an earlier index
     * @return this
     * @throws InvalidArgumentException if it is outside of the text
     */
    public Cursor back(int index) {
        position = Arguments.between("index", index, 0, text.length());
        return this;
    }

    /** {@return the text that is not read yet, without blanks before it; empty at the end} */
    public String unread() {
        return text.substring(position());
    }

    /**
     * {@return whether a symbol is next, after blanks}
     *
     * @param symbol the symbol
     */
    public boolean isNext(String symbol) {
        return text.startsWith(symbol, position());
    }

    /**
     * Reads a symbol if it is next.
     *
     * @param symbol the symbol
     * @return whether it was next
     */
    public boolean take(String symbol) {
        boolean isNext = isNext(symbol);
        position += isNext ? symbol.length() : 0;
        return isNext;
    }

    /**
     * Reads the text that matches a pattern here, after blanks.
     *
     * @param pattern the pattern
     * @return the text; empty if no text matches here
     */
    public String take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(position(), text.length());
        int end = matcher.lookingAt() ? matcher.end() : position;
        String taken = text.substring(position, end);
        position = end;
        return taken;
    }

    /**
     * Reads a text in quotation marks or backticks. The next character is the opening mark; the same character closes
     * the text.
     *
     * @return the text
     * @throws InvalidArgumentException if no character or no closing mark is left
     */
    public String quoted() {
        int start = position();
        if (start == text.length()) {
            throw problem("a quoted name is missing", "Maybe write the name of a column");
        }
        char mark = text.charAt(start);
        int end = text.indexOf(mark, start + 1);
        if (end < 0) {
            throw problem("a closing " + mark + " is missing", "Maybe add it at the end of the name");
        }
        position = end + 1;
        return text.substring(start + 1, end);
    }

    /**
     * Reads an opening parenthesis if it is next.
     *
     * @return whether it was next
     * @throws InvalidArgumentException if more than 50 are open
     */
    public boolean open() {
        boolean isOpened = take("(");
        depth += isOpened ? 1 : 0;
        if (depth > MAX_DEPTH) {
            throw problem("there are more than " + MAX_DEPTH + " nested parentheses", "Maybe some are not needed");
        }
        return isOpened;
    }

    /**
     * Reads the parenthesis that closes the last open parenthesis.
     *
     * @throws InvalidArgumentException if it is not next
     */
    public void close() {
        depth--;
        if (!take(")")) {
            throw problem("a parenthesis is missing", "Maybe add a ), or put names with commas in `backticks`");
        }
    }

    /**
     * Makes an exception that names this position; the first character is position 1.
     *
     * @param problem what is wrong
     * @param hint what to do
     * @return the exception, to be thrown
     */
    public InvalidArgumentException problem(String problem, String hint) {
        String place = (option.isEmpty() ? "" : option + ": ") + "'" + text + "' at " + (position + 1);
        return new InvalidArgumentException(place + ": " + problem, hint);
    }
}
