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
    /** The first exception; it is thrown itself if it has the only problem. */
    private @Nullable DataException firstException;

    /**
     * Creates an empty collection.
     *
     * @param source the name of the source in the exceptions
     */
    public BadLines(String source) {
        this.source = requireNonNull(source, "source");
    }

    /**
     * Reads a line, and collects the problems of this line.
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
        firstException = firstException == null ? refused : firstException;
        problems.addAll(refused.problems());
    }

    /**
     * Throws an exception if there were problems; to be called after the last line.
     *
     * @throws DataException with all problems, in the order of their lines
     */
    public void requireNone() {
        if (firstException != null) {
            problems.sort(Comparator.comparingLong(DataException.Problem::line));
            throw problems.size() == 1 ? firstException : DataException.of(problems, firstException);
        }
    }
}
