package io.dither.spark;

import io.dither.error.DataException;
import io.dither.oracle.OracleRegistry;
import io.dither.storage.Checksums;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Files that the texts of oracles name. They are sent to the executors; their names there begin with a part of their
 * checksums, so that two files of the same name do not collide.
 */
record ShippedFiles(Map<String, Shipped> byPath) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The name of a file on the executors, and its checksum. */
    private record Shipped(String name, String sha256) implements Serializable {}

    /** Returns the paths of the files that the texts of oracles name. */
    static Set<String> namedBy(Iterable<String> texts) {
        OracleRegistry registry = OracleRegistry.discover();
        Set<String> paths = new TreeSet<>();
        for (String text : texts) {
            // replaces nothing, only collects the paths
            registry.withFiles(text, path -> {
                paths.add(path);
                return path;
            });
        }
        return paths;
    }

    /**
     * Sends files, unless the executors run in this process. A path with braces names different files for
     * different examples; these files are not sent, and must exist on all machines.
     */
    static ShippedFiles send(Set<String> paths, JavaSparkContext context) {
        Map<String, Shipped> shipped = new LinkedHashMap<>();
        for (String path : context.isLocal() ? Set.<String>of() : paths) {
            if (!path.contains("{")) {
                shipped.put(path, send(Path.of(path), context));
            }
        }
        return new ShippedFiles(shipped);
    }

    private static Shipped send(Path file, JavaSparkContext context) {
        String sum = Checksums.sha256(file);
        String name = sum.substring(0, 16) + "-" + file.getFileName();
        try {
            // executors see a file under the name that it has here
            Path copy = Files.copy(file, TemporaryFolders.make("dither-files").resolve(name));
            context.addFile(copy.toString());
        } catch (IOException unwritable) {
            throw new UncheckedIOException("no copy of " + file + " can be made for the cluster", unwritable);
        }
        return new Shipped(name, sum);
    }

    /** Replaces the paths of the files in a text by the paths of their copies on this machine. */
    String withLocalPaths(String text, OracleRegistry registry) {
        return byPath.isEmpty() ? text : registry.withFiles(text, this::localPath);
    }

    private String localPath(String path) {
        Shipped file = byPath.get(path);
        return file == null ? path : SparkFiles.get(file.name());
    }

    /** Requires that the files have arrived unchanged. */
    void verify() {
        byPath.forEach((path, file) -> {
            if (!Checksums.sha256(Path.of(SparkFiles.get(file.name()))).equals(file.sha256())) {
                throw new DataException(path, 0, "it arrived changed on an executor. Maybe its disk is full");
            }
        });
    }
}
