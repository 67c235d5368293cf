package io.dither.experiments.run;

import io.dither.error.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 checksums of data, so that a manifest says which data a result came from. */
public final class Checksums {
    private Checksums() {}

    /**
     * Computes the SHA-256 of a file.
     *
     * @param file the file
     * @return 64 lower-case hexadecimal digits
     * @throws DataException where it cannot be read
     */
    public static String sha256(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            return sha256(input);
        } catch (IOException unreadable) {
            throw new DataException(file.toString(), 0, "cannot be read: " + unreadable + ". Maybe it is a folder", unreadable);
        }
    }

    /**
     * Computes the SHA-256 of a stream.
     *
     * @param input the stream, read to its end; the caller closes it
     * @return 64 lower-case hexadecimal digits
     * @throws IOException where it cannot be read
     */
    public static String sha256(InputStream input) throws IOException {
        MessageDigest digest = newDigest();
        new DigestInputStream(input, digest).transferTo(java.io.OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
