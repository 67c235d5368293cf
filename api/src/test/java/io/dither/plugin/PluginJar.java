package io.dither.plugin;

import io.dither.oracle.OracleProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
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
                import java.util.List;
                public final class %s implements OracleProvider {
                    public %s() { %s }
                    public String id() { return "%s"; }
                    public String description() { return "a plugin"; }
                    public List<Parameter> parameters() { return List.of(); }
                    public LinearOracle create(Parameters p) { %s }
                }
                """.formatted(type, type, inConstructor, id, inCreate);
    }

    static void write(Path jar, Path work, String type, String source) throws IOException {
        write(jar, work, type, source, Map.of(OracleProvider.class, type));
    }

    /** Packs what the source compiles to, and for each service the name of its class. */
    static void write(Path jar, Path work, String type, String source, Map<Class<?>, String> services)
            throws IOException {
        Path folder = Files.createDirectories(work.resolve(type));
        Path file = Files.writeString(folder.resolve(type + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString());
            if (!compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call()) {
                throw new IllegalStateException(messages.toString());
            }
        }
        pack(jar, folder.resolve("plugin"), services);
    }

    private static void pack(Path jar, Path folder, Map<Class<?>, String> services) throws IOException {
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
            for (Map.Entry<Class<?>, String> service : services.entrySet()) {
                entries.putNextEntry(
                        new JarEntry("META-INF/services/" + service.getKey().getName()));
                entries.write(("plugin." + service.getValue()).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
