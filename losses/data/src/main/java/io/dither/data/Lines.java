package io.dither.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The lines of a history in the layout long, in a few large arrays. */
final class Lines {
    /**
     * Parts of a line that few histories have: the row and the column of a pair, the group of an effect, the arcs of a path with their
     * lengths, and {@link Habits#nameAndRivals}.
     */
    record Extra(String row, String column, String group, Map<String, Double> arcs, List<String> habitNames) {}

    /** A block has 2^BLOCK_BITS lines. */
    private static final int BLOCK_BITS = 12;

    private static final int LINES_PER_BLOCK = 1 << BLOCK_BITS;
    private static final double[] NONE = {};

    /** How many numbers each line has. */
    private final int width;
    /** The numbers of {@link #LINES_PER_BLOCK} lines each, line after line. */
    private final List<double[]> blocks = new ArrayList<>();
    /** The number of lines of each block that are not yet released; empty before {@link #byExample}. */
    private int[] unreleased = {};

    private final List<Extra> extras = new ArrayList<>();
    /** The names of coordinates, numbered in the order of their first appearance. */
    private final Ids names = new Ids();
    /** The number of the example of each line. */
    private int[] examples = new int[LINES_PER_BLOCK];
    /** The number in the file, or in the answer to a query, of each line. */
    private int[] lineNumbers = new int[LINES_PER_BLOCK];
    /** The number of the name of the coordinate of each line. */
    private int[] coordinates = new int[LINES_PER_BLOCK];

    private int size;

    /** Makes an empty table whose lines have {@code width} numbers each. */
    Lines(int width) {
        this.width = width;
    }

    int size() {
        return size;
    }

    /** Adds a line of an example; {@code lineNumber} is its number in the file. */
    void add(int example, long lineNumber, String coordinate, double[] values) {
        if (size == examples.length) {
            int room = size + (size >> 1);
            examples = Arrays.copyOf(examples, room);
            lineNumbers = Arrays.copyOf(lineNumbers, room);
            coordinates = Arrays.copyOf(coordinates, room);
        }
        if ((size & (LINES_PER_BLOCK - 1)) == 0) {
            blocks.add(new double[LINES_PER_BLOCK * width]);
        }
        System.arraycopy(values, 0, blocks.get(size >> BLOCK_BITS), (size & (LINES_PER_BLOCK - 1)) * width, width);
        examples[size] = example;
        lineNumbers[size] = Math.toIntExact(lineNumber);
        boolean isLikely = size > 0 && coordinate.equals(likelyCoordinate());
        coordinates[size] = isLikely ? likelyNext(coordinates[size - 1]) : names.number(coordinate);
        size++;
    }

    /**
     * Returns the likely coordinate of the next line; the empty text before the first line. Examples mostly list the
     * same coordinates in the same order. So the likely coordinate has the next number after the coordinate of the
     * last line, or number 0 after the largest number.
     */
    String likelyCoordinate() {
        return size == 0 ? "" : names.name(likelyNext(coordinates[size - 1]));
    }

    private int likelyNext(int coordinate) {
        return coordinate + 1 < names.size() ? coordinate + 1 : 0;
    }

    /** Adds the rarer parts of the last line. Call it after each {@link #add}, or, if no line has such parts, never. */
    void addExtra(Extra extra) {
        extras.add(extra);
    }

    long lineNumber(int line) {
        return lineNumbers[line];
    }

    String coordinate(int line) {
        return names.name(coordinates[line]);
    }

    /** Returns for each given line the number of the name of its coordinate. */
    int[] coordinates(int[] lines) {
        return IntStream.of(lines).map(line -> coordinates[line]).toArray();
    }

    /** Returns whether {@link #coordinates} of the lines gives these numbers. */
    boolean haveCoordinates(int[] lines, int[] numbers) {
        boolean areEqual = lines.length == numbers.length;
        for (int j = 0; j < lines.length && areEqual; j++) {
            areEqual = coordinates[lines[j]] == numbers[j];
        }
        return areEqual;
    }

    Extra extra(int line) {
        return extras.get(line);
    }

    double value(int line, int column) {
        return blocks.get(line >> BLOCK_BITS)[(line & (LINES_PER_BLOCK - 1)) * width + column];
    }

    /** Returns a column of given lines. */
    double[] column(int[] lines, int column) {
        return IntStream.of(lines).mapToDouble(line -> value(line, column)).toArray();
    }

    /**
     * Copies the first {@code count} numbers of a line, which are its features, to {@code target} from {@code index}
     * on.
     */
    void copy(int line, int count, double[] target, int index) {
        System.arraycopy(blocks.get(line >> BLOCK_BITS), (line & (LINES_PER_BLOCK - 1)) * width, target, index, count);
    }

    /**
     * Releases lines, whose numbers must not be read again; a block whose lines are all released is freed. Call {@link
     * #byExample} first.
     */
    void release(int[] lines) {
        for (int line : lines) {
            int block = line >> BLOCK_BITS;
            if (--unreleased[block] == 0) {
                blocks.set(block, NONE);
            }
        }
    }

    /**
     * Returns all lines sorted by example, in the order of the file within each example, and fills {@code starts} with the index of the first line of each
     * example, followed by the number of lines. {@code starts} has one element more than there are examples; each is
     * 0 before the call. No line can be added afterwards.
     */
    int[] byExample(int[] starts) {
        unreleased = new int[blocks.size()];
        for (int line = 0; line < size; line++) {
            unreleased[line >> BLOCK_BITS]++;
        }
        for (int line = 0; line < size; line++) {
            starts[examples[line] + 1]++;
        }
        for (int example = 1; example < starts.length; example++) {
            starts[example] += starts[example - 1];
        }
        int[] ends = starts.clone(); // for each example, the index after its lines that are sorted already
        int[] lines = new int[size];
        for (int line = 0; line < size; line++) {
            lines[ends[examples[line]]++] = line;
        }
        examples = new int[0];
        return lines;
    }
}
