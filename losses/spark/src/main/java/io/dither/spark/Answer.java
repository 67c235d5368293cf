package io.dither.spark;

import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The result of a task, or the exception that it threw. Tasks return their exceptions, because Spark would run
 * a task again if it threw.
 *
 * @param value the result; null after an exception
 * @param failure the exception; null if there is a result
 */
record Answer<T>(@Nullable T value, @Nullable RuntimeException failure) implements Serializable {
    /** Runs the work of a task, and catches its exception. */
    static <T> Answer<T> of(Callable<T> work) {
        try {
            return new Answer<>(work.call(), null);
        } catch (RuntimeException failure) {
            return new Answer<>(null, failure);
        } catch (Exception checked) {
            return new Answer<>(null, new IllegalStateException(checked));
        }
    }

    /** Returns the result, or throws the exception of the task. */
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
