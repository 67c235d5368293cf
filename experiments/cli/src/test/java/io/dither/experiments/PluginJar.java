package io.dither.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles one file and packs its classes as a plugin, as a stranger's build would. */
final class PluginJar {
    /** Few, since the compiler lists all entries of a class path. */
    private static final Pattern OURS = Pattern.compile("classes$|dither|picocli|inject");

    private PluginJar() {}

    /** Packs a class that is a plugin. */
    static Path write(Path jar, String className, String source) throws IOException {
        return write(jar, className, source, Map.of("META-INF/services/io.dither.plugin.PluginModule", className));
    }

    /** Packs a class that is found by the name of an interface. */
    static Path service(Path jar, String className, String source, String service) throws IOException {
        return write(jar, className, source, Map.of("META-INF/services/" + service, className));
    }

    /** Packs a class that plugins of the same folder use. */
    static Path library(Path jar, String className, String source) throws IOException {
        return write(jar, className, source, Map.of());
    }

    private static Path write(Path jar, String className, String source, Map<String, String> files) throws IOException {
        Path work = Files.createTempDirectory(jar.toAbsolutePath().getParent(), ".work");
        Path file = Files.writeString(work.resolve(className + ".java"), source);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        classPath(jar.resolveSibling("")),
                        "-d",
                        work.toString(),
                        file.toString());
        if (code != 0) {
            throw new IllegalStateException("the plugin does not compile");
        }
        try (OutputStream output = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(output)) {
            for (Map.Entry<String, String> text : files.entrySet()) {
                add(entries, text.getKey(), text.getValue().getBytes(UTF_8));
            }
            try (Stream<Path> classes = Files.list(work)) {
                for (Path one : classes.filter(path -> path.toString().endsWith(".class"))
                        .toList()) {
                    add(entries, one.getFileName().toString(), Files.readAllBytes(one));
                }
            }
        }
        return jar;
    }

    /** What plugins of these tests name, of the class path of the tests, and the jars that are there already. */
    private static String classPath(Path folder) throws IOException {
        Stream<String> ours = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> OURS.matcher(entry).find());
        try (Stream<Path> files = Files.list(folder)) {
            return Stream.concat(ours, files.map(Path::toString).filter(file -> file.endsWith(".jar")))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static void add(JarOutputStream entries, String name, byte[] content) throws IOException {
        entries.putNextEntry(new JarEntry(name));
        entries.write(content);
        entries.closeEntry();
    }
}
