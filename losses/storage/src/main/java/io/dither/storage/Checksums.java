package io.dither.storage;

import io.dither.error.DataException;
import io.dither.error.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 checksums, as 64 lower-case hexadecimal digits. They show from which data a result was computed, and whether a
 * file was changed.
 */
public final class Checksums {
    private Checksums() {}

    /**
     * Computes the SHA-256 of a file.
     *
     * @param file the file
     * @return its checksum
     * @throws DataException if it cannot be read
     */
    public static String sha256(Path file) {
        try (InputStream input = Files.newInputStream(RegularFile.require(file))) {
            return sha256(input);
        } catch (IOException unreadable) {
            throw new DataException(
                    file.toString(), 0, "cannot be read: " + unreadable + ". Maybe it is a folder", unreadable);
        }
    }

    /**
     * Computes the SHA-256 of a stream.
     *
     * @param input the stream, read to its end; the caller closes it
     * @return its checksum
     * @throws IOException if it cannot be read
     */
    public static String sha256(InputStream input) throws IOException {
        MessageDigest digest = newDigest();
        new DigestInputStream(input, digest).transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Computes the SHA-256 of bytes.
     *
     * @param bytes the bytes
     * @return their checksum
     */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(newDigest().digest(bytes));
    }

    /** {@return a new SHA-256 digest, for data that are not a file} */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
