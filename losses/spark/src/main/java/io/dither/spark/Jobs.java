package io.dither.spark;

import io.dither.learn.evaluate.StoppedException;
import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.storage.StorageLevel;

/**
 * Runs jobs over parts of the examples. The parts are in the order of their keys, and stay on the executors: in memory,
 * or on disk if memory is short.
 * Interrupting the thread that waits for a job cancels the job.
 */
record Jobs(JavaSparkContext context, JavaRDD<Part> parts) implements AutoCloseable {
    static Jobs over(JavaRDD<Part> parts, JavaSparkContext context) {
        return new Jobs(context, parts.persist(StorageLevel.MEMORY_AND_DISK()));
    }

    /** Frees the sessions and prepared objects on the executors. */
    void release() {
        onEach(part -> {
            part.release();
            return true;
        });
    }

    /** Frees the parts on the executors, with their sessions and prepared objects. */
    @Override
    public void close() {
        try {
            release();
        } finally {
            parts.unpersist();
        }
    }

    /** Runs work on each part, and returns the results in the order of the parts. */
    <T> List<T> onEach(Function<Part, T> work) {
        JavaRDD<Answer<T>> answers = parts.map(part -> Answer.of(() -> work.call(part)));
        String tag = "dither-" + UUID.randomUUID();
        context.addJobTag(tag);
        try {
            return answers.collect().stream().map(Answer::orThrow).toList();
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception stopped) { // Scala throws checked exceptions without declaring them
            if (stopped instanceof InterruptedException) {
                context.cancelJobsWithTag(tag);
                Thread.currentThread().interrupt();
                throw new StoppedException("interrupted");
            }
            throw Refusals.of(stopped);
        } finally {
            context.removeJobTag(tag);
        }
    }
}
