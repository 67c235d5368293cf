package io.dither.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** Compiles one class and packs it as a plugin, as a stranger's build would. */
final class PluginJar {
    private PluginJar() {}

    static Path write(Path jar, String service, String className, String source) throws IOException {
        Path work = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "work");
        Path file = Files.writeString(work.resolve(className + ".java"), source);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        work.toString(),
                        file.toString());
        if (code != 0) {
            throw new IllegalStateException("the plugin does not compile");
        }
        try (OutputStream output = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(output)) {
            add(entries, "META-INF/services/" + service, className.getBytes(UTF_8));
            add(entries, className + ".class", Files.readAllBytes(work.resolve(className + ".class")));
        }
        return jar;
    }

    private static void add(JarOutputStream entries, String name, byte[] content) throws IOException {
        entries.putNextEntry(new JarEntry(name));
        entries.write(content);
        entries.closeEntry();
    }
}
