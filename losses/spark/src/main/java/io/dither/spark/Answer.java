package io.dither.spark;

import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The result of a task, or its exception. Tasks must not throw, because Spark would retry them. */
record Answer<T>(@Nullable T value, @Nullable RuntimeException refusal) implements Serializable {
    static <T> Answer<T> of(Callable<T> work) {
        try {
            return new Answer<>(work.call(), null);
        } catch (RuntimeException refusal) {
            return new Answer<>(null, refusal);
        } catch (Exception checked) {
            return new Answer<>(null, new IllegalStateException(checked));
        }
    }

    T orThrow() {
        if (refusal != null) {
            throw refusal;
        }
        if (value == null) {
            throw new IllegalStateException("a task returned null");
        }
        return value;
    }
}
