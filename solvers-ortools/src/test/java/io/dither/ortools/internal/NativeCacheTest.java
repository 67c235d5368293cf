package io.dither.ortools.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
    private static final String FOLDER = "ortools-here/";

    @TempDir
    Path work = Path.of("");

    private NativeCache cache = new NativeCache(work);
    private Path jar = work;

    @BeforeEach
    void aJarOfTwoLibraries() throws IOException {
        cache = new NativeCache(work.resolve("caches/dither"));
        jar = jar("one.jar", "first");
    }

    private Path jar(String name, String content) throws IOException {
        Path file = work.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (String entry : List.of(FOLDER, FOLDER + "libone.so", FOLDER + "libtwo.so.2", "other/three.so")) {
                entries.putNextEntry(new JarEntry(entry));
                entries.write(
                        entry.endsWith("/")
                                ? new byte[0]
                                : (content + entry).repeat(1000).getBytes(UTF_8));
            }
        }
        return file;
    }

    private Path unpack(Path file) throws IOException {
        try (JarFile open = new JarFile(file.toFile())) {
            return cache.folderOf(NativeJar.of(open, FOLDER));
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aUserWithoutAHomeHasNoCache() throws IOException {
        assertEquals(Path.of("/caches/dither"), NativeCache.in("/caches", "?").root());
        assertEquals(
                Path.of("/home/me/.cache/dither"),
                NativeCache.in("relative", "/home/me").root());
        assertEquals(
                Path.of("/home/me/.cache/dither"),
                NativeCache.in("", "/home/me").root());
        assertThrows(IOException.class, () -> NativeCache.in("", "?"));
        assertThrows(IOException.class, () -> NativeCache.in("", ""));
    }

    @Test
    void isUnpackedOnceAndFoundAgain() throws IOException {
        Path folder = unpack(jar);
        assertEquals(List.of("libone.so", "libtwo.so.2"), namesIn(folder));
        assertTrue(Files.readString(folder.resolve("libone.so")).startsWith("first" + FOLDER));
        FileTime old = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(folder.resolve("libone.so"), old);
        assertEquals(folder, unpack(jar));
        assertEquals(old, Files.getLastModifiedTime(folder.resolve("libone.so")));
        assertEquals(1, namesIn(cache.root()).size());
    }

    @Test
    void otherLibrariesGoToAnotherFolder() throws IOException {
        assertNotEquals(unpack(jar), unpack(jar("two.jar", "other")));
        assertEquals(2, namesIn(cache.root()).size());
    }

    @Test
    void aFolderOfWhichPartsAreGoneOrDamagedIsReplaced() throws IOException {
        Path folder = unpack(jar);
        Files.delete(folder.resolve("libtwo.so.2"));
        assertEquals(folder, unpack(jar));
        assertEquals(List.of("libone.so", "libtwo.so.2"), namesIn(folder));
        Files.writeString(folder.resolve("libone.so"), "short");
        assertEquals(folder, unpack(jar));
        assertTrue(Files.size(folder.resolve("libone.so")) > 1000);
        byte[] whole = Files.readAllBytes(folder.resolve("libone.so"));
        byte[] damaged = whole.clone();
        damaged[500] ^= 1;
        Files.write(folder.resolve("libone.so"), damaged);
        assertEquals(folder, unpack(jar));
        assertArrayEquals(whole, Files.readAllBytes(folder.resolve("libone.so")));
        assertEquals(List.of("libone.so", "libtwo.so.2"), namesIn(folder));
        assertEquals(List.of(folder.getFileName().toString()), namesIn(cache.root()));
    }

    @Test
    void whatKilledProcessesLeftGoesAndWhatIsBeingUnpackedStays() throws IOException {
        Path dead = Files.createDirectories(cache.root().resolve("unpacking-1"));
        Path alive = Files.createDirectories(cache.root().resolve("unpacking-2"));
        Files.writeString(dead.resolve("libone.so"), "half");
        Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        unpack(jar);
        assertFalse(Files.exists(dead));
        assertTrue(Files.exists(alive));
    }

    /** Each reads the folder at once: it is never seen in part. */
    @Test
    void manyAtOnceUnpackOneFolder() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                Path file = jar("round" + round + ".jar", "round" + round);
                CountDownLatch start = new CountDownLatch(8);
                List<Future<Integer>> lengths = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    lengths.add(threads.submit(() -> {
                        start.countDown();
                        start.await();
                        return Files.readString(unpack(file).resolve("libtwo.so.2"))
                                .length();
                    }));
                }
                for (Future<Integer> length : lengths) {
                    assertEquals(("round" + round + FOLDER + "libtwo.so.2").length() * 1000, length.get());
                }
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(20, namesIn(cache.root()).size(), namesIn(cache.root())::toString);
    }

    @Test
    void aPlaceThatCannotHoldFoldersIsRefused() throws IOException {
        cache = new NativeCache(Files.writeString(work.resolve("file"), ""));
        assertThrows(IOException.class, () -> unpack(jar));
    }
}
