package io.dither.people.internal;

import io.dither.learn.Cluster;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.internal.evaluate.Workers;
import io.dither.learn.model.Observation;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Persons on this machine.
 *
 * @param persons the prepared persons; closed with this object
 * @param workers the threads that answer questions; null if the calling thread does
 */
public record LocalPersons<E extends Cluster.Persons>(
        E persons, @Nullable Workers workers) implements Cluster.DistributedPersons<E> {
    /** The largest number of persons that a thread takes at a time. */
    private static final int LARGEST_BLOCK = 16;

    /** Blocks are smaller than {@link #LARGEST_BLOCK} if there would be fewer blocks than this number. */
    private static final int BLOCKS = 64;

    /**
     * Prepares persons on the machines that have their decisions: on this machine as {@link LocalPersons}, unless the history is on a cluster. Cancellation
     * takes effect before each question, and on this machine, if {@code threads} is above 0, also during a question.
     *
     * @param threads the number of threads on this machine; 0 if the calling threads, of which there may be several, do
     *     the work
     */
    public static <E extends Cluster.Persons> Cluster.DistributedPersons<E> of(
            Cluster.History history,
            List<Observation> observations,
            Cluster.Preparation<E> preparation,
            PluginCatalogue catalogue,
            int threads,
            BooleanSupplier cancelled) {
        Cluster.DistributedPersons<E> persons = history.byPerson(
                observations,
                preparation,
                () -> new LocalPersons<>(
                        preparation.prepare(observations, catalogue),
                        threads == 0 ? null : new Workers(threads, cancelled)));
        return new Stoppable<>(persons, cancelled);
    }

    private record Stoppable<E>(Cluster.DistributedPersons<E> persons, BooleanSupplier cancelled)
            implements Cluster.DistributedPersons<E> {
        @Override
        public <T> List<T> answers(Cluster.Question<E, T> question) {
            if (cancelled.getAsBoolean()) {
                throw new StoppedException("learning was cancelled");
            }
            return persons.answers(question);
        }

        @Override
        public void close() {
            persons.close();
        }
    }

    @Override
    public <T> List<T> answers(Cluster.Question<E, T> question) {
        int count = persons.count();
        if (workers == null) {
            return answersOf(question, 0, count);
        }
        int blockSize = Math.max(1, Math.min(LARGEST_BLOCK, count / BLOCKS));
        List<T> answers = new ArrayList<>();
        workers.runAll(
                        (count + blockSize - 1) / blockSize,
                        block -> answersOf(question, block * blockSize, Math.min(count, (block + 1) * blockSize)))
                .forEach(answers::addAll);
        return answers;
    }

    /** Returns the answers of the persons from one index to before another. */
    private <T> List<T> answersOf(Cluster.Question<E, T> question, int from, int to) {
        return IntStream.range(from, to).mapToObj(p -> question.of(persons, p)).toList();
    }

    @Override
    public void close() {
        try (persons) {
            if (workers != null) {
                workers.close();
            }
        }
    }
}
