package io.dither.spark;

import io.dither.learn.evaluate.StoppedException;
import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;

/** Runs jobs over the parts, in the order of their keys. A thread that is interrupted cancels its job. */
record Jobs(JavaSparkContext context, JavaRDD<Part> parts) {
    <T> List<T> onEach(Function<Part, T> work) {
        JavaRDD<Answer<T>> answers = parts.map(part -> Answer.of(() -> called(work, part)));
        String tag = "dither-" + UUID.randomUUID();
        context.addJobTag(tag);
        try {
            return answers.collect().stream().map(Answer::orThrow).toList();
        } catch (RuntimeException refusal) {
            throw refusal;
        } catch (Exception stopped) { // Scala declares nothing
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

    private static <T> T called(Function<Part, T> work, Part part) {
        try {
            return work.call(part);
        } catch (RuntimeException refusal) {
            throw refusal;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }
}
