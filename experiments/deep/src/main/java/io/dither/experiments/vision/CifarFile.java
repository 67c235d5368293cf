package io.dither.experiments.vision;

import io.dither.error.DataException;
import io.dither.error.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A batch of CIFAR-10 in its binary format (Krizhevsky, 2009): for each image the label, 0 to 9, then its 32 x 32
 * pixels row by row: 1024 bytes of red, 1024 of green and 1024 of blue. The file has no header.
 */
final class CifarFile {
    private static final int CLASSES = 10;
    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    private static final int PIXELS = CHANNELS * SIDE * SIDE;
    /** The bytes of an image, with its label. */
    private static final int RECORD = 1 + PIXELS;

    private CifarFile() {}

    /**
     * Reads a batch.
     *
     * @param file the file, such as {@code data_batch_1.bin}
     * @return its images
     * @throws DataException if it cannot be read, is cut short or is not a batch of CIFAR-10
     */
    static Images read(Path file) {
        byte[] bytes = bytes(file);
        int count = bytes.length / RECORD;
        byte[] pixels = new byte[count * PIXELS];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = bytes[i * RECORD];
            if (labels[i] < 0 || labels[i] >= CLASSES) {
                throw DataException.of(
                        file,
                        "has the label " + (labels[i] & 0xff) + " at image " + (i + 1)
                                + ", not 0 to 9. Maybe it is CIFAR-100 or another format");
            }
            System.arraycopy(bytes, i * RECORD + 1, pixels, i * PIXELS, PIXELS);
        }
        return new Images(CHANNELS, SIDE, SIDE, pixels, labels);
    }

    private static byte[] bytes(Path file) {
        try {
            long size = Files.size(RegularFile.require(file));
            // Integer.MAX_VALUE - 8: the length of the longest array
            if (size == 0 || size % RECORD != 0 || size > Integer.MAX_VALUE - 8) {
                throw DataException.of(
                        file,
                        "has " + size + " bytes, which are not whole images of " + RECORD
                                + " bytes each. Maybe it is cut short, or is not a binary batch of CIFAR-10");
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw DataException.unreadable(file, unreadable);
        }
    }
}
