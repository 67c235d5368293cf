package io.dither.spark;

import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The result of a task, or the exception that it threw. Tasks return exceptions because Spark would run a task again
 * that throws.
 *
 * @param value the result; null after an exception
 * @param failure the exception; null if there is a result
 */
record Answer<T>(@Nullable T value, @Nullable RuntimeException failure) implements Serializable {
    static <T> Answer<T> of(Callable<T> work) {
        try {
            return new Answer<>(work.call(), null);
        } catch (RuntimeException failure) {
            return new Answer<>(null, failure);
        } catch (Exception checked) {
            return new Answer<>(null, new IllegalStateException(checked));
        }
    }

    T orThrow() {
        if (failure != null) {
            throw failure;
        }
        if (value == null) {
            throw new IllegalStateException("a task returned null");
        }
        return value;
    }
}
