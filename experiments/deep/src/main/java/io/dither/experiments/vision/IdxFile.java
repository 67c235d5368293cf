package io.dither.experiments.vision;

import io.dither.error.DataException;
import io.dither.error.RegularFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * An IDX file of unsigned bytes, the format of MNIST and Fashion-MNIST (LeCun, Cortes and Burges): two zeros, the type 8,
 * the number of dimensions, each dimension as a big-endian integer, and the bytes; plain or compressed with gzip.
 *
 * @param shape the dimensions, the number of examples first
 * @param bytes the elements, the last dimension fastest; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and as large as a data set
record IdxFile(int[] shape, byte[] bytes) {
    private static final int UNSIGNED_BYTE = 8;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    /**
     * Reads a file.
     *
     * @param file the file; compression is recognised by content
     * @param dimensions the required number of dimensions: 3 for images, 1 for labels
     * @return the content
     * @throws DataException if it cannot be read, is cut short, too long, of another type or of other dimensions
     */
    static IdxFile read(Path file, int dimensions) {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(RegularFile.require(file)));
                DataInputStream input = new DataInputStream(decompressed(raw))) {
            int[] shape = shape(file, input, dimensions);
            int size = size(file, shape);
            // allocates as it reads, so a wrong header cannot exhaust the memory
            byte[] bytes = input.readNBytes(size);
            if (bytes.length < size) {
                throw problem(file, "declares " + size + " bytes of data and holds " + bytes.length, "it is cut short");
            }
            if (input.read() >= 0) {
                throw problem(file, "continues after the " + size + " bytes that it declares", "it is damaged");
            }
            return new IdxFile(shape, bytes);
        } catch (EOFException shortFile) {
            throw DataException.of(file, "is cut short. Maybe copy it again", shortFile);
        } catch (IOException unreadable) {
            throw DataException.unreadable(file, unreadable);
        }
    }

    private static InputStream decompressed(InputStream raw) throws IOException {
        raw.mark(2);
        boolean isGzip = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
        raw.reset();
        return isGzip ? new BufferedInputStream(new GZIPInputStream(raw)) : raw;
    }

    private static int[] shape(Path file, DataInputStream input, int dimensions) throws IOException {
        int magic = input.readInt();
        if (magic >>> 16 != 0) {
            throw problem(
                    file, "is not an IDX file: it starts with 0x" + Integer.toHexString(magic), "it is another format");
        }
        int type = magic >>> 8;
        if (type != UNSIGNED_BYTE) {
            throw problem(
                    file,
                    "holds elements of type 0x" + Integer.toHexString(type) + ", not unsigned bytes",
                    "convert it");
        }
        if ((magic & 0xff) != dimensions) {
            throw problem(
                    file,
                    "has " + (magic & 0xff) + " dimensions, not " + dimensions,
                    "images and labels were exchanged");
        }
        int[] shape = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            shape[i] = input.readInt();
        }
        return shape;
    }

    private static int size(Path file, int[] shape) {
        long size = 1;
        for (int length : shape) {
            size *= length;
            // Integer.MAX_VALUE - 8: the length of the longest array
            if (length <= 0 || size > Integer.MAX_VALUE - 8) {
                throw problem(file, "declares the dimensions " + Arrays.toString(shape), "it is damaged");
            }
        }
        return (int) size;
    }

    private static DataException problem(Path file, String problem, String advice) {
        return DataException.of(file, problem + ". Maybe " + advice);
    }
}
