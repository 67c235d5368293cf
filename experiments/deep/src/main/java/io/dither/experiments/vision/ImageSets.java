package io.dither.experiments.vision;

import io.dither.error.DataException;
import io.dither.storage.Checksums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Training and test images of a folder: the binary batches of CIFAR-10, or IDX files, such as the files of Fashion-MNIST. */
record ImageSets(Images train, Images test) {
    private static final String CIFAR_TEST = "test_batch.bin";
    private static final int CIFAR_BATCHES = 5;
    /** The least height and width of images: the network divides both by 4. */
    private static final int LEAST_SIDE = 4;

    static ImageSets read(Path folder) {
        if (!Files.exists(folder.resolve(CIFAR_TEST))) {
            return idx(folder, Images.idx(folder, "train"), Images.idx(folder, "t10k"));
        }
        List<Images> batches = new ArrayList<>();
        for (int i = 1; i <= CIFAR_BATCHES; i++) {
            batches.add(CifarFile.read(folder.resolve("data_batch_" + i + ".bin")));
        }
        return new ImageSets(Images.join(batches), CifarFile.read(folder.resolve(CIFAR_TEST)));
    }

    /** Returns the images of IDX files; refuses images that are too small or of different sizes. */
    private static ImageSets idx(Path folder, Images train, Images test) {
        String size = train.height() + " x " + train.width();
        if (Math.min(train.height(), train.width()) < LEAST_SIDE) {
            throw DataException.of(
                    folder,
                    "holds images of " + size + " pixels, but the network needs " + LEAST_SIDE + " x " + LEAST_SIDE
                            + " or more. Maybe each was saved as one row");
        }
        if (train.height() != test.height() || train.width() != test.width()) {
            throw DataException.of(
                    folder,
                    "holds images of " + size + " pixels to train on, and of " + test.height() + " x " + test.width()
                            + " to test on. Maybe they belong to different sets");
        }
        return new ImageSets(train, test);
    }

    /** Returns the SHA-256 of each file in the folder whose name is one of the two formats, by name. */
    static Map<String, String> checksums(Path folder) {
        Map<String, String> sums = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().matches(".*batch.*\\.bin|.*-ubyte(\\.gz)?"))
                    .sorted()
                    .forEach(file -> sums.put(file.getFileName().toString(), Checksums.sha256(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot list " + folder, failure);
        }
        return sums;
    }
}
