package io.dither.experiments.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.storage.faults.FileReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFileTest {
    private static final int RECORD = 3073;

    @TempDir
    Path folder = Path.of("");

    @Test
    void readsLabelsAndPixels() throws IOException {
        Images images = CifarFile.read(write(batch(3, 9)));
        assertArrayEquals(new byte[] {3, 9}, images.labels());
        assertEquals(3072, images.imageSize());
        float[] pixels = new float[3072];
        images.copyTo(1, pixels, 0);
        // the second record repeats its label in every pixel
        assertEquals(9 / 127.5f - 1, pixels[0]);
        assertEquals(9 / 127.5f - 1, pixels[3071]);
        assertArrayEquals(
                new byte[] {3, 9, 3, 9}, Images.join(List.of(images, images)).labels());
    }

    @Test
    void refusesWhatIsNoBatch() throws IOException {
        refused(new byte[0], "has 0 bytes");
        refused(Arrays.copyOf(batch(1, 2), 2 * RECORD - 1), "has 6145 bytes");
        refused(Arrays.copyOf(batch(1, 2), 2 * RECORD + 1), "has 6147 bytes");
        refused(batch(1, 10), "the label 10 at image 2");
        refused(batch(200), "the label 200 at image 1");
        var missing = assertThrows(DataException.class, () -> CifarFile.read(folder.resolve("none")));
        assertTrue(
                String.valueOf(missing.getMessage()).contains("none: the file does not exist"), missing.getMessage());
    }

    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        FileReaderContract.of("batch.bin", new byte[RECORD], CifarFile::read)
                .every(53)
                .check(folder)
                .require();
    }

    private void refused(byte[] content, String problem) throws IOException {
        Path file = write(content);
        var refusal = assertThrows(DataException.class, () -> CifarFile.read(file));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(file + ": ") && message.contains(problem) && message.contains("Maybe"), message);
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("batch.bin"), content);
    }

    private static byte[] batch(int... labels) {
        byte[] bytes = new byte[labels.length * RECORD];
        for (int i = 0; i < labels.length; i++) {
            Arrays.fill(bytes, i * RECORD, (i + 1) * RECORD, (byte) labels[i]);
        }
        return bytes;
    }
}
