package io.dither.error;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the problems of lines that cannot be read, so that all of them are reported at the end. Not thread-safe.
 */
public final class BadLines {
    private final String source;
    private final List<DataException.Problem> problems = new ArrayList<>();
    /** The exception of the first bad line, which is thrown itself if no other line is bad. */
    private @Nullable DataException firstRefusal;

    /**
     * Creates an empty collection.
     *
     * @param source the name of the source in the exceptions
     */
    public BadLines(String source) {
        this.source = requireNonNull(source, "source");
    }

    /**
     * Reads a line, and collects its problems.
     *
     * @param reading reads the line
     * @throws DataException if the problem concerns the whole source or another source
     */
    public void attempt(Runnable reading) {
        requireNonNull(reading, "reading");
        try {
            reading.run();
        } catch (DataException refused) {
            add(refused);
        }
    }

    /**
     * Collects the problems of a line.
     *
     * @param refused why the line cannot be read
     * @throws DataException if the problem concerns the whole source or another source
     */
    public void add(DataException refused) {
        if (refused.problems().stream()
                .anyMatch(problem -> problem.line() == 0 || !problem.source().equals(source))) {
            throw refused;
        }
        firstRefusal = firstRefusal == null ? refused : firstRefusal;
        problems.addAll(refused.problems());
    }

    /**
     * Ends the reading.
     *
     * @throws DataException if there were problems; it lists all of them in the order of their lines
     */
    public void requireNone() {
        if (firstRefusal != null) {
            problems.sort(Comparator.comparingLong(DataException.Problem::line));
            throw problems.size() == 1 ? firstRefusal : DataException.of(problems, firstRefusal);
        }
    }
}
