package io.dither.experiments.launch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** Makes a history of a map and traces; found by {@link ServiceLoader}. */
public interface MapMaker {
    /**
     * Matches the traces, and writes the roads and the trips.
     *
     * @param options the map and the traces
     * @param folder where the files are written; created if it does not exist
     * @param threads how many threads match
     * @param context where progress is shown
     * @return the history
     */
    RoadHistory make(MapOptions options, Path folder, int threads, Context context);

    /** {@return the first on the class path; empty if there is none} */
    static Optional<MapMaker> find() {
        return ServiceLoader.load(MapMaker.class).findFirst();
    }
}
