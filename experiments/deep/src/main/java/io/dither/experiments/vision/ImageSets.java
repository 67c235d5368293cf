package io.dither.experiments.vision;

import io.dither.experiments.data.CifarFile;
import io.dither.experiments.data.Images;
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

/** Training and test images of a folder: the binary batches of CIFAR-10, or IDX files as those of Fashion-MNIST. */
record ImageSets(Images train, Images test) {
    private static final String CIFAR_TEST = "test_batch.bin";
    private static final int CIFAR_BATCHES = 5;

    static ImageSets read(Path folder) {
        if (!Files.exists(folder.resolve(CIFAR_TEST))) {
            return new ImageSets(Images.idx(folder, "train"), Images.idx(folder, "t10k"));
        }
        List<Images> batches = new ArrayList<>();
        for (int i = 1; i <= CIFAR_BATCHES; i++) {
            batches.add(CifarFile.read(folder.resolve("data_batch_" + i + ".bin")));
        }
        return new ImageSets(Images.join(batches), CifarFile.read(folder.resolve(CIFAR_TEST)));
    }

    /** The SHA-256 of every file that may have been read. */
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
