package io.dither.experiments.vision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.storage.faults.FileReaderContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {
    private static final byte[] IMAGES = idx(0x0803, new int[] {2, 2, 3}, 12);
    private static final byte[] LABELS = idx(0x0801, new int[] {2}, 2);

    @TempDir
    Path folder = Path.of("");

    @Test
    void readsPlainAndCompressedFiles() throws IOException {
        for (byte[] content : new byte[][] {IMAGES, gzip(IMAGES)}) {
            IdxFile file = IdxFile.read(write("images", content), 3);
            assertArrayEquals(new int[] {2, 2, 3}, file.shape());
            assertArrayEquals(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, file.bytes());
        }
    }

    @Test
    void everyPrefixIsRefused() throws IOException {
        for (byte[] content : new byte[][] {IMAGES, gzip(IMAGES)}) {
            for (int length = 0; length < content.length; length++) {
                refused(Arrays.copyOf(content, length), 3, "");
            }
        }
    }

    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        for (byte[] content : new byte[][] {LABELS, gzip(LABELS)}) {
            FileReaderContract.of("labels", content, file -> IdxFile.read(file, 1))
                    .every(53)
                    .check(Files.createTempDirectory(folder, "copies"))
                    .require();
        }
    }

    @Test
    void whatIsTooLongOrOfAnotherKindIsRefused() throws IOException {
        refused(Arrays.copyOf(IMAGES, IMAGES.length + 1), 3, "continues after the 12 bytes");
        refused(gzip(Arrays.copyOf(IMAGES, IMAGES.length + 1)), 3, "continues after the 12 bytes");
        refused(LABELS, 3, "has 1 dimensions, not 3");
        refused(idx(0x0d03, new int[] {2, 2, 3}, 48), 3, "type 0xd");
        refused("hello, world".getBytes(UTF_8), 3, "is not an IDX file");
        refused(idx(0x0803, new int[] {2, 0, 3}, 12), 3, "[2, 0, 3]");
        refused(idx(0x0803, new int[] {2, -2, -3}, 12), 3, "[2, -2, -3]");
        var missing = assertThrows(DataException.class, () -> IdxFile.read(folder.resolve("none"), 3));
        assertTrue(
                String.valueOf(missing.getMessage()).contains("none: the file does not exist"), missing.getMessage());
    }

    @Test
    void aHugeDeclaredSizeAllocatesNothing() throws IOException {
        // the tests run in 2 GiB: the first of these would not fit
        refused(idx(0x0803, new int[] {2_000_000_000, 1, 1}, 12), 3, "declares 2000000000 bytes of data and holds 12");
        refused(gzip(idx(0x0803, new int[] {2_000_000_000, 1, 1}, 12)), 3, "and holds 12");
        refused(idx(0x0803, new int[] {2_000_000_000, 1000, 1000}, 12), 3, "[2000000000, 1000, 1000]");
    }

    @Test
    void imagesNeedAsManyLabels() throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte"), IMAGES);
        var missing = assertThrows(DataException.class, () -> Images.idx(folder, "train"));
        assertTrue(String.valueOf(missing.getMessage()).contains("train-labels-idx1-ubyte"), missing.getMessage());
        Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(idx(0x0801, new int[] {3}, 3)));
        var unequal = assertThrows(DataException.class, () -> Images.idx(folder, "train"));
        assertTrue(String.valueOf(unequal.getMessage()).contains("3 labels for 2 images"), unequal.getMessage());
        Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(LABELS));
        Images images = Images.idx(folder, "train");
        float[] second = new float[6];
        images.copyTo(1, second, 0);
        assertEquals(6 / 127.5f - 1, second[0]);
        assertEquals(1, images.labels()[1]);
    }

    private void refused(byte[] content, int dimensions, String problem) throws IOException {
        Path file = write("bad", content);
        var refusal = assertThrows(DataException.class, () -> IdxFile.read(file, dimensions), problem);
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(file + ": ") && message.contains(problem) && message.contains("Maybe"), message);
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    /** A file whose elements count up from 0. */
    private static byte[] idx(int magic, int[] shape, int elements) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + elements).putInt(magic);
        for (int length : shape) {
            file.putInt(length);
        }
        for (int i = 0; i < elements; i++) {
            file.put((byte) i);
        }
        return file.array();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}
