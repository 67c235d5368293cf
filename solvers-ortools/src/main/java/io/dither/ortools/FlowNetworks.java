package io.dither.ortools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** The networks of the files that were read last, so that examples that differ in their supplies or ends share one. Thread-safe. */
final class FlowNetworks {
    private static final int MOST = 4;

    /** A file as it was when it was read. */
    private record Reading(Path file, long size, FileTime modified) {}

    /** The one used longest ago comes first. */
    private final Map<Reading, FlowNetwork> networks = new LinkedHashMap<>(2 * MOST, 0.75f, true);

    synchronized FlowNetwork of(Path file) {
        Reading reading;
        try {
            reading = new Reading(file.toAbsolutePath(), Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException unreadable) { // the reader knows better what to say
            return FlowNetwork.read(file);
        }
        FlowNetwork known = networks.get(reading);
        if (known == null) {
            known = FlowNetwork.read(file);
            networks.put(reading, known);
            if (networks.size() > MOST) {
                networks.remove(networks.keySet().iterator().next());
            }
        }
        return known;
    }
}
