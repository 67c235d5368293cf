package io.dither.error;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are opened for reading: a pipe or a device may never end. */
public final class RegularFile {
    private RegularFile() {}

    /**
     * Requires that what is at a place is a file, if anything is; links are followed.
     *
     * @param place the place, as the user named it
     * @return the place, to be opened
     * @throws DataException if it is a folder, a pipe or a device
     */
    public static Path require(Path place) {
        if (Files.isDirectory(place)) {
            throw DataException.of(place, "this is a folder, not a file. Maybe name a file in it");
        }
        if (Files.exists(place) && !Files.isRegularFile(place)) {
            throw DataException.of(
                    place, "this is a pipe or a device, not a file. Maybe save what comes from it to a file");
        }
        return place;
    }
}
