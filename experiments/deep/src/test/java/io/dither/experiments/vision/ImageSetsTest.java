package io.dither.experiments.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void imagesOfOneRowAreTooSmallForTheNetwork() throws IOException {
        write("train", 1, 784);
        write("t10k", 1, 784);
        refused("holds images of 1 x 784 pixels, but the network needs 4 x 4 or more. Maybe");
    }

    @Test
    void partsAreOfOneSize() throws IOException {
        write("train", 4, 5);
        write("t10k", 5, 5);
        refused("holds images of 4 x 5 pixels to train on, and of 5 x 5 to test on. Maybe");
        write("t10k", 4, 5);
        assertEquals(10, ImageSets.read(folder).test().count());
    }

    @Test
    void classesAreCountedWhateverTheirNumbers() {
        byte[] labels = {0, 32, 64, 96};
        Images images = new Images(1, 1, 1, new byte[4], labels);
        assertEquals(3, Quadruples.draw(images, 3, 1).rows().length);
    }

    private void refused(String text) {
        String message =
                assertThrows(DataException.class, () -> ImageSets.read(folder)).getMessage();
        assertTrue(String.valueOf(message).contains(text), message);
    }

    private void write(String part, int height, int width) throws IOException {
        try (DataOutputStream images =
                        new DataOutputStream(Files.newOutputStream(folder.resolve(part + "-images-idx3-ubyte")));
                DataOutputStream labels =
                        new DataOutputStream(Files.newOutputStream(folder.resolve(part + "-labels-idx1-ubyte")))) {
            for (int number : new int[] {0x0803, 10, height, width}) {
                images.writeInt(number);
            }
            images.write(new byte[10 * height * width]);
            labels.writeInt(0x0801);
            labels.writeInt(10);
            labels.write(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        }
    }
}
