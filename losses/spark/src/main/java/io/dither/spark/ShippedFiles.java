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
 * Files that the texts of oracles name. They are sent to the executors under names that begin with their checksums.
 */
record ShippedFiles(Map<String, Shipped> byPlace) implements Serializable {
    private static final long serialVersionUID = 1L;

    private record Shipped(String name, String sha256) implements Serializable {}

    static Set<String> namedBy(Iterable<String> texts, OracleRegistry registry) {
        Set<String> places = new TreeSet<>();
        for (String text : texts) {
            registry.withFiles(text, place -> {
                places.add(place);
                return place;
            });
        }
        return places;
    }

    /**
     * Sends files, unless the executors run in this process. Paths with braces are not sent: the files must exist on
     * all machines.
     */
    static ShippedFiles send(Set<String> places, JavaSparkContext context) {
        Map<String, Shipped> shipped = new LinkedHashMap<>();
        for (String place : context.isLocal() ? Set.<String>of() : places) {
            if (!place.contains("{")) {
                shipped.put(place, send(Path.of(place), context));
            }
        }
        return new ShippedFiles(shipped);
    }

    private static Shipped send(Path file, JavaSparkContext context) {
        String sum = Checksums.sha256(file);
        String name = sum.substring(0, 16) + "-" + file.getFileName();
        try {
            Path copy = Files.copy(file, TemporaryFolders.make("dither-files").resolve(name));
            context.addFile(copy.toString());
        } catch (IOException unwritable) {
            throw new UncheckedIOException("no copy of " + file + " can be made for the cluster", unwritable);
        }
        return new Shipped(name, sum);
    }

    /** Replaces the paths of the files in a text by those on this machine. */
    String here(String text, OracleRegistry registry) {
        return byPlace.isEmpty() ? text : registry.withFiles(text, this::placeHere);
    }

    private String placeHere(String place) {
        Shipped file = byPlace.get(place);
        return file == null ? place : SparkFiles.get(file.name());
    }

    /** Requires that the files have arrived unchanged. */
    void verify() {
        byPlace.forEach((place, file) -> {
            if (!Checksums.sha256(Path.of(SparkFiles.get(file.name()))).equals(file.sha256())) {
                throw new DataException(place, 0, "it arrived changed on an executor. Maybe its disk is full");
            }
        });
    }
}
