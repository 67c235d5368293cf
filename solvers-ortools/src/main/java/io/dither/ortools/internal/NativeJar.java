package io.dither.ortools.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * The native libraries in a jar.
 *
 * @param jar the jar
 * @param libraries the files in one folder of the jar
 */
record NativeJar(JarFile jar, List<JarEntry> libraries) {
    /** Finds the jar on the class path that has a library in a folder; the name of the folder ends with a slash. */
    static NativeJar find(String folder, String library) throws IOException {
        URL resource = NativeJar.class.getClassLoader().getResource(folder + library);
        if (resource == null || !(resource.openConnection() instanceof JarURLConnection connection)) {
            throw new FileNotFoundException(folder + library + " in a jar");
        }
        return of(connection.getJarFile(), folder);
    }

    static NativeJar of(JarFile jar, String folder) {
        List<JarEntry> libraries = jar.stream()
                .filter(entry -> entry.getName().startsWith(folder) && !entry.isDirectory())
                .toList();
        return new NativeJar(jar, libraries);
    }

    /** Returns the checksum of the names, sizes and checksums of the libraries. */
    String checksum() {
        CRC32 sum = new CRC32();
        for (JarEntry library : libraries) {
            sum.update((nameOf(library) + ' ' + library.getSize() + ' ' + library.getCrc() + '\n').getBytes(UTF_8));
        }
        return Long.toHexString(sum.getValue());
    }

    /** Returns whether a folder has all libraries with the right lengths and checksums; this takes 40 ms for 70 MB. */
    boolean isCompleteIn(Path folder) {
        return libraries.stream().allMatch(library -> {
            File file = folder.resolve(nameOf(library)).toFile();
            return file.length() == library.getSize() && checksumOf(file) == library.getCrc();
        });
    }

    private static long checksumOf(File file) {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new FileInputStream(file)) {
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                sum.update(buffer, 0, length);
            }
            return sum.getValue();
        } catch (IOException unreadable) {
            return -1; // no file has this checksum, so the folder counts as incomplete
        }
    }

    void unpackInto(Path folder) throws IOException {
        for (JarEntry library : libraries) {
            try (InputStream content = jar.getInputStream(library)) {
                Files.copy(content, folder.resolve(nameOf(library)));
            }
        }
    }

    private static String nameOf(JarEntry library) {
        return library.getName().substring(library.getName().lastIndexOf('/') + 1);
    }
}
