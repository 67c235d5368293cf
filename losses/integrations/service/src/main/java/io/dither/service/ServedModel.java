package io.dither.service;

import io.dither.data.setup.RowPredictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A model that may be replaced while it is served: a request that finds another model.json opens it, and is answered by the one before if
 * that cannot be read. A model is closed when its last request has ended. Thread-safe.
 */
final class ServedModel implements AutoCloseable {
    /** What tells one file from another that took its place. */
    private record Stamp(String text) {
        static Stamp of(Path file) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(found.lastModifiedTime() + " " + found.size() + " " + found.fileKey());
            } catch (IOException missing) {
                return new Stamp("");
            }
        }
    }

    private static final class Version {
        final RowPredictor predictor;
        int users;

        Version(RowPredictor predictor) {
            this.predictor = predictor;
        }
    }

    /**
     * What is served.
     *
     * @param generation how many models were opened, this one included
     * @param problem why the model that lies there now is not served; empty if it is
     */
    record State(int generation, String problem) {
        boolean isStale() {
            return !problem.isEmpty();
        }
    }

    private final Path file;
    private final Function<Path, RowPredictor> opens;
    private final Consumer<String> log;
    /** Held while a model is opened, which may take long: what is served is known meanwhile. */
    private final Object opening = new Object();

    private volatile Stamp seen;
    private Version current;
    private State state = new State(1, "");

    /**
     * Opens a model.
     *
     * @param folder its folder
     * @param opens opens the file of a model
     * @param log takes a line per model that is opened or cannot be
     */
    ServedModel(Path folder, Function<Path, RowPredictor> opens, Consumer<String> log) {
        this.opens = opens;
        this.log = log;
        file = Files.isDirectory(folder) ? folder.resolve("model.json") : folder;
        seen = Stamp.of(file);
        current = new Version(opens.apply(file));
    }

    <T> T use(Function<RowPredictor, T> work) {
        refresh();
        Version version = lease();
        try {
            return work.apply(version.predictor);
        } finally {
            release(version);
        }
    }

    synchronized State state() {
        return state;
    }

    private synchronized Version lease() {
        current.users++;
        return current;
    }

    private synchronized void release(Version version) {
        version.users--;
        closeIfUnused(version);
    }

    private void closeIfUnused(Version version) {
        if (version != current && version.users == 0) {
            version.predictor.close();
        }
    }

    /** Opens the model that lies there if it is another. */
    private void refresh() {
        Stamp now = Stamp.of(file);
        if (now.equals(seen)) {
            return;
        }
        synchronized (opening) {
            if (!now.equals(seen)) {
                open(now);
            }
        }
    }

    /** Opens the model that lies there if it is another, or could not be read: its files may arrive one after another. */
    void refreshOrRetry() {
        if (state().isStale()) {
            synchronized (opening) {
                open(Stamp.of(file));
            }
        } else {
            refresh();
        }
    }

    private void open(Stamp now) {
        try {
            log.accept("serving a new model: " + file + ", generation "
                    + replace(new Version(opens.apply(file))).generation());
        } catch (RuntimeException | LinkageError unreadable) {
            if (isNew(String.valueOf(unreadable.getMessage()))) {
                log.accept("still serving generation " + state().generation() + ": cannot read " + file + ": "
                        + unreadable.getMessage());
            }
        }
        seen = now;
    }

    private synchronized State replace(Version version) {
        Version before = current;
        current = version;
        state = new State(state.generation() + 1, "");
        closeIfUnused(before);
        return state;
    }

    private synchronized boolean isNew(String problem) {
        boolean other = !problem.equals(state.problem());
        state = new State(state.generation(), problem);
        return other;
    }

    @Override
    public synchronized void close() {
        current.predictor.close();
    }
}
