package io.dither.data;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.Arrays;

/**
 * The lines of a text, one after another, without the byte order mark and without a first line {@code sep=;}. Lines are parts of large blocks of text. A block
 * is not overwritten by later lines, because the fields of its lines refer to it.
 */
final class CsvLines {
    /** The number of characters of a block; a block with a longer line is larger. */
    private static final int BLOCK_LENGTH = 1 << 15;

    private final Reader reader;
    private final CsvForm form;
    private char[] block = new char[BLOCK_LENGTH];
    /** The number of characters that were read into the block. */
    private int size;
    /** The start of the current line in the block. */
    private int start;
    /** The end of the current line in the block, before its line break. */
    private int end;
    /** The start of the next line; if the line break is a carriage return and a line feed, the position of the line feed. */
    private int nextStart;

    private boolean hasQuotes;
    /** The position of each separator of the current line, counted from the start of the line, because the line may move. The array grows. */
    private int[] separators = new int[16];

    private int separatorCount;

    CsvLines(Reader reader, CsvForm form) throws IOException {
        this.reader = reader;
        this.form = form;
        if (fill() && block[0] == '\uFEFF') {
            nextStart = 1;
        }
        if (form.hasSeparatorLine()) {
            next();
        }
    }

    /** Moves to the next line; returns whether there is one. */
    boolean next() throws IOException {
        // a line feed after a carriage return belongs to the same line break
        boolean isAfterReturn = nextStart > 0 && block[nextStart - 1] == '\r';
        start = nextStart;
        if (isAfterReturn && (start < size || fill()) && block[start] == '\n') {
            start++;
        }
        hasQuotes = false;
        separatorCount = 0;
        end = start;
        do {
            if (findEnd()) {
                nextStart = end + 1;
                return true;
            }
        } while (fill());
        nextStart = end;
        return end > start;
    }

    /**
     * Moves {@link #end} to the end of the current line, or to the end of the text in the block if the line goes on behind it. Records the separators on the
     * way. Returns whether the line ends in the block.
     */
    private boolean findEnd() {
        char[] text = block;
        int limit = size;
        int position = end;
        char separator = form.separator();
        for (; position < limit && text[position] != '\n' && text[position] != '\r'; position++) {
            if (text[position] == separator) {
                if (separatorCount == separators.length) {
                    separators = Arrays.copyOf(separators, 2 * separatorCount);
                }
                separators[separatorCount++] = position - start;
            } else if (text[position] == '"') {
                hasQuotes = true;
            }
        }
        end = position;
        return position < limit;
    }

    /** Reads more text behind the current line, which moves to a new block if this block is full; returns whether there was more text. */
    private boolean fill() throws IOException {
        if (size == block.length) {
            // twice the length of the line, so that a long line seldom moves
            char[] newBlock = new char[Math.max(BLOCK_LENGTH, 2 * (size - start))];
            System.arraycopy(block, start, newBlock, 0, size - start);
            block = newBlock;
            size -= start;
            end -= start;
            start = 0;
        }
        int count = reader.read(block, size, block.length - size);
        size += Math.max(0, count);
        return count > 0;
    }

    /** Returns whether the current line has a quotation mark, so that it may not be the whole row. */
    boolean hasQuotes() {
        return hasQuotes;
    }

    boolean isEmpty() {
        return start == end;
    }

    /** Returns the text from the current line on. No other method may be called afterwards. */
    Reader remainingText() throws IOException {
        PushbackReader remaining = new PushbackReader(reader, size - start + 1); // + 1, because it refuses a size of 0
        remaining.unread(block, start, size - start);
        return remaining;
    }

    /** Returns the fields of the current line, except for the row name, without the blanks around them. Ignores quotation marks. */
    Row.Fields fields() {
        char[] text = block;
        int first = form.hasRowNames() ? 1 : 0;
        int[] bounds = new int[2 * (separatorCount + 1 - first)];
        for (int field = first; field <= separatorCount; field++) {
            int low = field == 0 ? start : start + separators[field - 1] + 1;
            int high = field == separatorCount ? end : start + separators[field];
            while (low < high && isBlank(text[low])) {
                low++;
            }
            while (low < high && isBlank(text[high - 1])) {
                high--;
            }
            bounds[2 * (field - first)] = low;
            bounds[2 * (field - first) + 1] = high;
        }
        return new Row.Fields(text, bounds);
    }

    /** Returns whether a character is white space. For printable ASCII the comparisons suffice, and are faster than the call. */
    private static boolean isBlank(char letter) {
        return (letter <= ' ' || letter > '~') && Character.isWhitespace(letter);
    }
}
