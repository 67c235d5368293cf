package io.dither.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Objects that executors create from their parts and reuse.
 *
 * @param <E> the type of these objects
 */
record Prepared<E extends AutoCloseable>(Jobs jobs, Broadcast<WorkerData> data, Broadcast<PartFactory<E>> factory)
        implements AutoCloseable {
    /** Work on the object of a part. */
    interface Work<E, T> extends Serializable {
        List<T> on(E prepared);
    }

    static <E extends AutoCloseable> Prepared<E> of(
            JavaSparkContext context, Jobs jobs, Broadcast<WorkerData> data, PartFactory<E> factory) {
        return new Prepared<>(jobs, data, context.broadcast(factory));
    }

    /** Runs work on each part, and returns all results in the order of the parts. */
    <T> List<T> onEach(Work<E, T> work) {
        List<T> results = new ArrayList<>();
        jobs.onEach(onPart(data, factory, work)).forEach(results::addAll);
        return results;
    }

    /** A static method, so that the lambda captures only serialisable objects. */
    private static <E extends AutoCloseable, T> Function<Part, List<T>> onPart(
            Broadcast<WorkerData> data, Broadcast<PartFactory<E>> factory, Work<E, T> work) {
        return part -> part.use(data, factory, prepared -> new ArrayList<>(work.on(prepared)));
    }

    @Override
    public void close() {
        factory.destroy();
    }
}
