package io.dither.experiments.launch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** Makes a {@link RoadHistory}, roads and trips, from GPS traces and a file of OpenStreetMap; found by {@link ServiceLoader}. */
public interface MapMaker {
    /**
     * Matches the traces, and writes the roads and the trips.
     *
     * @param options the map and the traces
     * @param folder the folder for the files; created if it does not exist
     * @param threads the number of matching threads
     * @param context shows the progress
     * @return the history
     */
    RoadHistory make(MapOptions options, Path folder, int threads, Context context);

    /** {@return the first implementation on the class path; empty if there is none} */
    static Optional<MapMaker> find() {
        return ServiceLoader.load(MapMaker.class).findFirst();
    }
}
