package io.dither.experiments.vision;

import io.dither.random.KeyedRandom;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of IDX files with images that are easy to tell apart: a bright bar whose height is the class, and noise. */
final class ImageFolder {
    private static final int SIDE = 12;
    private static final int CLASSES = 10;

    private ImageFolder() {}

    static Path write(Path folder, int train, int test) throws IOException {
        Files.createDirectories(folder);
        write(folder, "train", train, 1);
        write(folder, "t10k", test, 2);
        return folder;
    }

    private static void write(Path folder, String part, int count, long seed) throws IOException {
        KeyedRandom random = new KeyedRandom(seed);
        try (DataOutputStream images =
                        new DataOutputStream(Files.newOutputStream(folder.resolve(part + "-images-idx3-ubyte")));
                DataOutputStream labels =
                        new DataOutputStream(Files.newOutputStream(folder.resolve(part + "-labels-idx1-ubyte")))) {
            header(images, 0x0803, count, SIDE, SIDE);
            header(labels, 0x0801, count);
            for (int i = 0; i < count; i++) {
                random.setKey(seed, 0, i);
                random.startSample(0);
                labels.writeByte(i % CLASSES);
                for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                    boolean isBar = pixel / SIDE <= i % CLASSES;
                    images.writeByte(isBar ? 200 + random.nextInt(50) : random.nextInt(60));
                }
            }
        }
    }

    private static void header(DataOutputStream out, int... numbers) throws IOException {
        for (int number : numbers) {
            out.writeInt(number);
        }
    }
}
