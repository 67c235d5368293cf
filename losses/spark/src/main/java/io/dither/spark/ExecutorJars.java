package io.dither.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Finds the jars that executors need in addition to those of Spark, on the class path of this program. */
final class ExecutorJars {
    private static final List<String> NAMES = List.of(
            "dither-", "ejml-", "jgrapht-", "jheaps-", "apfloat-", "jspecify-", "ortools-", "protobuf-java-", "jna-");

    private ExecutorJars() {}

    /** Returns the paths of the jars, separated by commas. Folders of classes are packed into jars first. */
    static String find() {
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> Files.isDirectory(entry) || isNeeded(entry))
                .map(entry -> (Files.isDirectory(entry) ? packed(entry) : entry).toString())
                .collect(Collectors.joining(","));
    }

    static boolean isNeeded(Path jar) {
        String name = String.valueOf(jar.getFileName());
        return name.endsWith(".jar") && NAMES.stream().anyMatch(name::startsWith);
    }

    private static Path packed(Path folder) {
        try {
            Path jar = Files.createTempFile("dither-classes", ".jar");
            jar.toFile().deleteOnExit();
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                    Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    out.putNextEntry(
                            new ZipEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                    Files.copy(file, out);
                }
            }
            return jar;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the classes in " + folder + " cannot be packed", unreadable);
        }
    }
}
