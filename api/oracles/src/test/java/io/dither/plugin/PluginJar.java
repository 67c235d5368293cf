package io.dither.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a provider of one class and packs it into a jar, as a plugin's build would. */
final class PluginJar {
    private PluginJar() {}

    /** A provider named {@code type}; the statements run in its constructor and in create. */
    static String source(String type, String id, String inConstructor, String inCreate) {
        return """
                package plugin;
                import io.dither.oracle.*;
                import io.dither.plugin.*;
                public final class %s implements OracleProvider {
                    public %s() { %s }
                    public String id() { return "%s"; }
                    public String description() { return "a plugin"; }
                    public java.util.List<Parameter> parameters() { return java.util.List.of(); }
                    public LinearOracle create(Parameters p) { %s }
                }
                """.formatted(type, type, inConstructor, id, inCreate);
    }

    static void write(Path jar, Path work, String type, String source) throws IOException {
        write(jar, work, type, source, List.of(type));
    }

    /** Packs what the source compiles to, and the names of its modules. */
    static void write(Path jar, Path work, String type, String source, List<String> modules) throws IOException {
        pack(
                jar,
                compile(work, type, source, System.getProperty("java.class.path"))
                        .resolve("plugin"),
                modules);
    }

    /** Compiles against other classes than those of the tests, and packs the package {@code plugin}. */
    static void writeAgainst(String classPath, Path jar, Path work, String type, String source) throws IOException {
        pack(jar, compile(work, type, source, classPath).resolve("plugin"), List.of(type));
    }

    /** Compiles a file and returns the folder of what it became. */
    static Path compile(Path work, String type, String source, String classPath) throws IOException {
        Path folder = Files.createDirectories(work.resolve(type));
        Path file = Files.writeString(folder.resolve(type + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-proc:none", "-cp", classPath, "-d", folder.toString());
            if (!compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call()) {
                throw new IllegalStateException(messages.toString());
            }
        }
        return folder;
    }

    /** Changes an entry of a jar; what becomes empty is left out. */
    static void edit(Path jar, String name, UnaryOperator<byte[]> change) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
            }
        }
        entries.put(name, change.apply(entries.getOrDefault(name, new byte[0])));
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                if (entry.getValue().length > 0) {
                    out.putNextEntry(new ZipEntry(entry.getKey()));
                    out.write(entry.getValue());
                }
            }
        }
    }

    private static void pack(Path jar, Path folder, List<String> modules) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> compiled = Files.list(folder)) {
            for (Path file :
                    compiled.filter(path -> path.toString().endsWith(".class")).toList()) {
                entries.putNextEntry(new JarEntry("plugin/" + file.getFileName()));
                Files.copy(file, entries);
            }
            entries.putNextEntry(new JarEntry("META-INF/services/io.dither.plugin.PluginModule"));
            for (String module : modules) {
                entries.write(("plugin." + module + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
