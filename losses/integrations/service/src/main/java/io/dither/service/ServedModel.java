package io.dither.service;

import io.dither.data.setup.RowPredictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
    record State(int generation, String problem) {}

    private final Path file;
    private final Function<Path, RowPredictor> opens;
    private Version current;
    private Stamp seen;
    private State state = new State(1, "");

    ServedModel(Path folder, Function<Path, RowPredictor> opens) {
        this.opens = opens;
        file = Files.isDirectory(folder) ? folder.resolve("model.json") : folder;
        seen = Stamp.of(file);
        current = new Version(opens.apply(file));
    }

    <T> T use(Function<RowPredictor, T> work) {
        Version version = lease();
        try {
            return work.apply(version.predictor);
        } finally {
            release(version);
        }
    }

    synchronized State state() {
        refresh();
        return state;
    }

    private synchronized Version lease() {
        refresh();
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

    private void refresh() {
        Stamp now = Stamp.of(file);
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            Version before = current;
            current = new Version(opens.apply(file));
            state = new State(state.generation() + 1, "");
            closeIfUnused(before);
        } catch (RuntimeException unreadable) {
            state = new State(state.generation(), String.valueOf(unreadable.getMessage()));
        }
    }

    @Override
    public synchronized void close() {
        current.predictor.close();
    }
}
