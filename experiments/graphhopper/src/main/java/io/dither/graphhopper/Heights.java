package io.dither.graphhopper;

import com.graphhopper.reader.dem.ElevationProvider;
import com.graphhopper.reader.dem.SRTMProvider;
import com.graphhopper.util.Helper;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.RegularFile;
import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Tiles of heights, copied for an import because GraphHopper writes files beside the tiles that it reads. Missing tiles are not downloaded.
 */
final class Heights implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[NS]\\d{2}[EW]\\d{3}\\.hgt\\.zip");
    /** The sizes in bytes of a tile of one degree, with a height every three seconds or every second of arc. A height takes two bytes. */
    private static final List<Integer> BYTES = List.of(2 * 1201 * 1201, 2 * 3601 * 3601);

    private final Path copies;

    /**
     * Copies tiles.
     *
     * @param tiles the tiles, as {@link #tiles} lists them
     * @param copies the folder of the copies, which {@link #close} deletes
     * @throws DataException if a file is not a tile
     */
    Heights(List<Path> tiles, Path copies) {
        this.copies = copies;
        tiles.forEach(Heights::requireHeights);
        close(); // deletes the copies that an interrupted import has left
        try {
            Files.createDirectories(copies);
        } catch (IOException failure) {
            throw AtomicFile.unwritable(copies, failure);
        }
        tiles.forEach(tile -> AtomicFile.copy(tile, copies.resolve(tile.getFileName())));
    }

    /**
     * Lists the tiles of a folder.
     *
     * @param folder the folder
     * @throws io.dither.error.InvalidArgumentException if the folder has no tiles
     */
    static List<Path> tiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> tiles = files.filter(
                            tile -> NAME.matcher(tile.getFileName().toString()).matches())
                    .sorted()
                    .toList();
            Arguments.require(
                    !tiles.isEmpty(),
                    "--elevation = " + folder + " has no .hgt.zip",
                    "Maybe another folder has the tiles, such as N42E001.hgt.zip");
            return tiles;
        } catch (IOException missing) {
            throw new DataException(
                    folder.toString(), 0, "the folder cannot be read. Maybe the path is wrong", missing);
        }
    }

    /** Refuses a tile whose first member is not an array of heights; GraphHopper would read any file as heights. */
    private static void requireHeights(Path tile) {
        String problem;
        try (InputStream in = Files.newInputStream(RegularFile.require(tile));
                ZipInputStream zip = new ZipInputStream(in)) {
            ZipEntry first = zip.getNextEntry();
            long largest = BYTES.get(BYTES.size() - 1);
            int bytes = first == null ? 0 : zip.readNBytes((int) largest + 1).length;
            if (first != null && BYTES.contains(bytes)) {
                return;
            }
            problem = first == null
                    ? "it is not a zip file with a tile of heights"
                    : "its first member, '" + first.getName() + "', has "
                            + (bytes > largest ? "over " + largest : bytes)
                            + " bytes, but a tile of heights has " + BYTES.get(0) + " or " + largest;
        } catch (IOException unreadable) {
            throw new DataException(
                    tile.toString(),
                    0,
                    "it cannot be read: " + unreadable.getMessage() + ". Maybe it was cut off",
                    unreadable);
        }
        throw new DataException(tile.toString(), 0, problem + ". Maybe zip the .hgt file alone");
    }

    ElevationProvider provider() {
        SRTMProvider provider = new SRTMProvider(copies.toString());
        // a folder that does not exist, so that nothing is downloaded
        provider.setBaseURL(copies.resolve("missing").toUri() + "/");
        return provider;
    }

    @Override
    public void close() {
        Helper.removeDir(copies.toFile());
    }
}
