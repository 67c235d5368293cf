package io.dither.spark;

import io.dither.learn.Cluster;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Evaluates questions about persons on executors, part by part. */
record AskedThere<E extends Cluster.Persons>(Prepared<Group<E>> groups) implements Cluster.Asked<E> {
    /** The persons of a part, if it has any. */
    record Group<E extends Cluster.Persons>(@Nullable E persons) implements AutoCloseable {
        private <T> List<T> asked(Cluster.Question<E, T> question) {
            E known = persons;
            return known == null
                    ? List.of()
                    : IntStream.range(0, known.count())
                            .mapToObj(p -> question.of(known, p))
                            .toList();
        }

        @Override
        public void close() {
            if (persons != null) {
                persons.close();
            }
        }
    }

    @Override
    public <T> List<T> all(Cluster.Question<E, T> question) {
        return groups.onEach(group -> group.asked(question));
    }

    /** Frees draws and sessions at once: they are large beside the examples. */
    @Override
    public void close() {
        try (groups) {
            groups.jobs().release();
        }
    }
}
