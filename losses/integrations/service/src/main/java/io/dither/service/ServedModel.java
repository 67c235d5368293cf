package io.dither.service;

import io.dither.data.setup.RowPredictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A model that may be replaced while it is served. Each request, and {@link #refreshOrRetry}, opens model.json again if
 * the file has changed; if the new file cannot be read, the earlier model is used. A replaced model is closed when its
 * last request has ended. Thread-safe.
 */
final class ServedModel implements AutoCloseable {
    /**
     * A stamp that differs from an earlier one shows that the file was replaced or written again. A stamp has the time of
     * the last change, the size and the key (inode) of the file, and is empty if there is no file.
     */
    private record Stamp(String text) {
        static Stamp of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey());
            } catch (IOException missing) {
                return new Stamp("");
            }
        }
    }

    /** A model that was opened, and how many requests use it. */
    private static final class Version {
        final RowPredictor predictor;
        int users;

        Version(RowPredictor predictor) {
            this.predictor = predictor;
        }
    }

    /**
     * The state of the served model.
     *
     * @param generation the number of models that were opened, including this one
     * @param problem why the present model.json is not served, so that the model is stale; empty if it is served
     */
    record State(int generation, String problem) {
        boolean isStale() {
            return !problem.isEmpty();
        }
    }

    private final Path file;
    private final Function<Path, RowPredictor> opener;
    private final Consumer<String> log;
    /**
     * The lock for opening a model, which may take long. Meanwhile running requests go on with their model, and new
     * requests wait for the lock if the file differs from {@link #lastStamp}.
     */
    private final Object opening = new Object();

    /** The stamp of the file that was opened last, or that could not be opened. */
    private volatile Stamp lastStamp;

    private Version current;
    private State state = new State(1, "");

    /**
     * Opens a model.
     *
     * @param folder the folder of the model, or its model.json
     * @param opener opens a model by its model.json
     * @param log receives a line per model that replaces another, and per new problem that prevents it
     */
    ServedModel(Path folder, Function<Path, RowPredictor> opener, Consumer<String> log) {
        this.opener = opener;
        this.log = log;
        file = Files.isDirectory(folder) ? folder.resolve("model.json") : folder;
        lastStamp = Stamp.of(file);
        current = new Version(opener.apply(file));
    }

    /** Runs work with the current model, which stays open meanwhile; opens a new model first if there is one. */
    <T> T use(Function<RowPredictor, T> work) {
        refresh();
        Version version = acquire();
        try {
            return work.apply(version.predictor);
        } finally {
            release(version);
        }
    }

    synchronized State state() {
        return state;
    }

    /** Returns the current model, which stays open until {@link #release}. */
    private synchronized Version acquire() {
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

    /** Opens the file if it has changed. */
    private void refresh() {
        if (Stamp.of(file).equals(lastStamp)) {
            return;
        }
        synchronized (opening) {
            Stamp stamp = Stamp.of(file); // the file may have changed during the wait for the lock
            if (!stamp.equals(lastStamp)) {
                open(stamp);
            }
        }
    }

    /**
     * Opens the file if it has changed, or if it could not be read before: model.json may arrive before the other files
     * of the model, and can be read when they are there.
     */
    void refreshOrRetry() {
        if (state().isStale()) {
            synchronized (opening) {
                open(Stamp.of(file));
            }
        } else {
            refresh();
        }
    }

    private void open(Stamp stamp) {
        try {
            log.accept("serving a new model: " + file + ", generation "
                    + replace(new Version(opener.apply(file))).generation());
        } catch (RuntimeException | LinkageError unreadable) {
            if (recordProblem(String.valueOf(unreadable.getMessage()))) {
                log.accept("still serving generation " + state().generation() + ": cannot read " + file + ": "
                        + unreadable.getMessage());
            }
        }
        lastStamp = stamp;
    }

    /** Serves a new model from now on; returns the new state. */
    private synchronized State replace(Version version) {
        Version before = current;
        current = version;
        state = new State(state.generation() + 1, "");
        closeIfUnused(before);
        return state;
    }

    /** Records why the present file is not served; returns whether this is another problem than before. */
    private synchronized boolean recordProblem(String problem) {
        boolean isDifferent = !problem.equals(state.problem());
        state = new State(state.generation(), problem);
        return isDifferent;
    }

    /** Closes the current model, even if a request still uses it. */
    @Override
    public synchronized void close() {
        current.predictor.close();
    }
}
