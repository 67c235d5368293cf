package io.dither.experiments.vision;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Images of the same size, each with the number of its class.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param height rows of pixels
 * @param width columns of pixels
 * @param pixels unsigned bytes: image, channel, row, column, the last fastest; not copied
 * @param labels the class of each image; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and as large as a data set
record Images(int channels, int height, int width, byte[] pixels, byte[] labels) {
    /** The number of classes of the data sets that are read here. */
    static final int CLASSES = 10;

    /**
     * Reads images and labels in the IDX format of MNIST.
     *
     * @param folder the folder
     * @param part {@code train} or {@code t10k}
     * @return the images
     * @throws DataException if a file is missing, malformed or does not fit the other file
     */
    static Images idx(Path folder, String part) {
        Path imageFile = present(folder, part + "-images-idx3-ubyte");
        Path labelFile = present(folder, part + "-labels-idx1-ubyte");
        IdxFile images = IdxFile.read(imageFile, 3);
        IdxFile labels = IdxFile.read(labelFile, 1);
        if (images.shape()[0] != labels.shape()[0]) {
            throw DataException.of(
                    labelFile,
                    "has " + labels.shape()[0] + " labels for " + images.shape()[0]
                            + " images. Maybe the files belong to different sets");
        }
        for (byte label : labels.bytes()) {
            if (label < 0 || label >= CLASSES) {
                throw DataException.of(
                        labelFile, "has the label " + (label & 0xff) + ", not 0 to 9. Maybe it is EMNIST");
            }
        }
        return new Images(1, images.shape()[1], images.shape()[2], images.bytes(), labels.bytes());
    }

    /** Returns the file of this name; if there is none, the compressed file. */
    private static Path present(Path folder, String name) {
        Path plain = folder.resolve(name);
        Path compressed = folder.resolve(name + ".gz");
        if (!Files.exists(plain) && !Files.exists(compressed)) {
            throw DataException.of(
                    folder,
                    "holds neither " + name + " nor " + name
                            + ".gz. Maybe install the Debian package dataset-fashion-mnist, or name another folder");
        }
        return Files.exists(plain) ? plain : compressed;
    }

    /**
     * Puts sets of images of the same size one after the other.
     *
     * @param parts at least one
     * @return all images
     */
    static Images join(List<Images> parts) {
        Images first = parts.get(0);
        int size = first.imageSize();
        int count = parts.stream().mapToInt(Images::count).reduce(0, Math::addExact);
        byte[] pixels = new byte[Math.multiplyExact(count, size)];
        byte[] labels = new byte[count];
        int copied = 0;
        for (Images part : parts) {
            Arguments.require(part.imageSize() == size, "images of different sizes", "Maybe join sets of one kind");
            System.arraycopy(part.pixels, 0, pixels, copied * size, part.pixels.length);
            System.arraycopy(part.labels, 0, labels, copied, part.labels.length);
            copied += part.count();
        }
        return new Images(first.channels, first.height, first.width, pixels, labels);
    }

    /** {@return the number of images} */
    int count() {
        return labels.length;
    }

    /**
     * Returns the number of values of an image.
     *
     * @return channels x height x width
     */
    int imageSize() {
        return channels * height * width;
    }

    /**
     * {@return the first images, or all if there are fewer}
     *
     * @param maxCount the largest number of images
     */
    Images first(int maxCount) {
        int n = Math.min(maxCount, count());
        return new Images(channels, height, width, Arrays.copyOf(pixels, n * imageSize()), Arrays.copyOf(labels, n));
    }

    /**
     * Writes the values of an image as numbers from -1 (byte 0) to 1 (byte 255).
     *
     * @param image its index
     * @param values receives the numbers
     * @param offset the index in {@code values} of the first number
     */
    void copyTo(int image, float[] values, int offset) {
        for (int i = 0; i < imageSize(); i++) {
            values[offset + i] = (pixels[image * imageSize() + i] & 0xff) / 127.5f - 1;
        }
    }
}
