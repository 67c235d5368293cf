package io.dither.spark;

import io.dither.learn.Cluster;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The persons who made the decisions, on the executors of a cluster. Each executor answers questions about the
 * persons of its parts.
 */
record RemotePersons<E extends Cluster.Persons>(Prepared<Group<E>> groups) implements Cluster.DistributedPersons<E> {
    /**
     * The persons of a part.
     *
     * @param persons the persons; null if there are none
     */
    record Group<E extends Cluster.Persons>(@Nullable E persons) implements AutoCloseable {
        private <T> List<T> answers(Cluster.Question<E, T> question) {
            E prepared = persons;
            return prepared == null
                    ? List.of()
                    : IntStream.range(0, prepared.count())
                            .mapToObj(p -> question.of(prepared, p))
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
    public <T> List<T> answers(Cluster.Question<E, T> question) {
        return groups.onEach(group -> group.answers(question));
    }

    /** Frees draws and sessions at once, because they need more memory than the examples. */
    @Override
    public void close() {
        try (groups) {
            groups.jobs().release();
        }
    }
}
