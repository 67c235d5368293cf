package io.dither.learn.model;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A text that is computed when it is first needed or serialised. Thread-safe. */
final class LazyText implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Computes the text; null once the text is computed, so that the data of the supplier can be freed. */
    private transient @Nullable Supplier<String> source;

    private String text = "";

    LazyText(Supplier<String> source) {
        this.source = source;
    }

    synchronized String get() {
        if (source != null) {
            text = source.get();
            source = null;
        }
        return text;
    }

    private synchronized void writeObject(ObjectOutputStream out) throws IOException {
        get();
        out.defaultWriteObject();
    }
}
