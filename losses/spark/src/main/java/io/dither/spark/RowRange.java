package io.dither.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of a range of keys, sorted by key. */
record RowRange(List<ExampleRow> rows) implements Serializable {
    private static final Comparator<ExampleRow> BY_KEY = Comparator.comparing(ExampleRow::key, Long::compareUnsigned);

    static RowRange sorted(Iterator<ExampleRow> rows) {
        ArrayList<ExampleRow> sorted = new ArrayList<>();
        rows.forEachRemaining(sorted::add);
        sorted.sort(BY_KEY);
        return new RowRange(sorted);
    }

    /** Divides rows into {@link KeyRanges}, which have the same width; the rows of each range are sorted by key. */
    static List<RowRange> of(List<ExampleRow> rows, int count) {
        KeyRanges ranges = new KeyRanges(count);
        List<RowRange> rowRanges = IntStream.range(0, count)
                .mapToObj(range -> new RowRange(new ArrayList<>()))
                .toList();
        rows.forEach(row -> rowRanges.get(ranges.getPartition(row.key())).rows().add(row));
        rowRanges.forEach(range -> range.rows().sort(BY_KEY));
        return rowRanges;
    }
}
