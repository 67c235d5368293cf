package io.dither.experiments.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dither.error.DataException;
import io.dither.error.RegularFile;
import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Cuts a text file of a run back to the lines written before its checkpoint. */
final class TextLines {
    private TextLines() {}

    /**
     * Keeps the first lines of a file, and cuts off the rest.
     *
     * @param count the number of lines to keep
     * @param firstLine the required first line with its line end; empty to allow any
     */
    static void keep(Path file, long count, String firstLine) {
        byte[] text = read(file);
        long length = lengthOf(text, count);
        if (length < 0 || !new String(text, UTF_8).startsWith(firstLine)) {
            throw DataException.of(
                    file,
                    "does not hold the " + count + " lines that were written before the checkpoint"
                            + ". Maybe it was edited; run again without --resume");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        } catch (IOException failure) {
            throw AtomicFile.unwritable(file, failure);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(RegularFile.require(file));
        } catch (IOException unreadable) {
            throw DataException.of(file, "cannot be read. Maybe run again without --resume", unreadable);
        }
    }

    /**
     * Returns the number of bytes of the first {@code count} lines and their line ends, or -1 if there are fewer lines.
     */
    private static long lengthOf(byte[] text, long count) {
        long missing = count;
        int end = 0;
        while (missing > 0 && end < text.length) {
            if (text[end++] == '\n') {
                missing--;
            }
        }
        return missing == 0 ? end : -1;
    }
}
