package io.dither.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.storage.faults.FaultyDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    private static final String PART = ".part-01234567-89ab-cdef-0123-456789abcdef-result.json";

    @TempDir
    Path folder = Path.of("");

    private Path before() throws IOException {
        return Files.writeString(folder.resolve("result.json"), "before");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Test
    void aCrashAtAnyOperationAndALossOfPowerLeaveTheFileBeforeOrTheNewOne() throws IOException {
        int crashes = 0;
        for (boolean ended = false; !ended; crashes++) {
            Path file = before();
            FaultyDisk disk = new FaultyDisk().crashAt(crashes + 1);
            try {
                AtomicFile.write(disk.path(file), "the new one");
                ended = true;
            } catch (FaultyDisk.Crash crash) {
                assertFalse(ended);
            }
            String found = Files.readString(file);
            disk.losePower();
            String afterwards = Files.readString(file);
            for (String text : List.of(found, afterwards)) {
                assertTrue(text.equals("before") || text.equals("the new one"), text);
            }
            assertEquals(ended ? "the new one" : afterwards, afterwards, "what was written stays written");
        }
        assertEquals(6, crashes - 1, "open, write, open, force, move, force of the folder");
    }

    @Test
    void aFullDiskIsToldOfInOneLineAndLeavesTheFileBefore() throws IOException {
        Path file = before();
        for (int operation : new int[] {1, 2}) {
            FaultyDisk disk = new FaultyDisk().fullFrom(operation);
            var failure =
                    assertThrows(UncheckedIOException.class, () -> AtomicFile.write(disk.path(file), "the new one"));
            assertEquals("cannot write " + file, failure.getMessage());
            assertEquals(
                    "No space left on device. Maybe the disk is full, or choose another place",
                    Objects.requireNonNull(failure.getCause()).getMessage());
            assertEquals("before", Files.readString(file));
            assertEquals(List.of("result.json"), names(), "nothing else is left");
        }
    }

    @Test
    void whatIsNotCommittedIsNotThere() throws IOException {
        Path file = before();
        try (AtomicFile atomic = AtomicFile.of(file)) {
            Files.writeString(atomic.temporaryFile(), "the new one");
        }
        assertEquals("before", Files.readString(file));
        assertEquals(List.of("result.json"), names());
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = before();
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        AtomicFile.write(link, "the new one");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("the new one", Files.readString(file));
    }

    @Test
    void whoLocksAFolderDeletesWhatAKilledProcessLeft() throws IOException {
        Path file = before();
        FaultyDisk disk = new FaultyDisk().crashAt(4);
        assertThrows(FaultyDisk.Crash.class, () -> AtomicFile.write(disk.path(file), "the new one"));
        assertEquals(2, names().size(), "the part that the crash left");
        FolderLock.take(folder).close();
        assertEquals(List.of(".lock", "result.json"), names().stream().sorted().toList());
    }

    @Test
    void aFolderIsLockedOnceAndADeletedOneIsMissed() throws IOException {
        try (FolderLock lock = FolderLock.take(folder)) {
            lock.requireHeld();
            assertThrows(InvalidArgumentException.class, () -> FolderLock.take(folder));
            Files.delete(folder.resolve(".lock"));
            assertLost(lock);
            FolderLock.take(folder).close(); // by another run, in a folder of that name
            assertLost(lock);
        }
    }

    @Test
    void whatAnotherRunInAFolderInsideIsWritingStays() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path plain = Files.createDirectory(folder.resolve("plain"));
        try (FolderLock other = FolderLock.take(inside)) {
            Path part = Files.writeString(inside.resolve(PART), "half");
            Path left = Files.writeString(plain.resolve(PART), "half");
            FolderLock.take(folder, "inside", "plain", "none").close();
            assertTrue(Files.exists(part));
            assertFalse(Files.exists(left));
            other.requireHeld();
        }
    }

    /** The prefix alone was once enough, three folders deep. */
    @Test
    void filesOfOthersStayWhateverTheirNames() throws IOException {
        List<Path> kept = new ArrayList<>();
        for (String name : List.of(".part-thesis.tex", ".part-3", ".part-1-result.json", "x" + PART)) {
            kept.add(Files.writeString(folder.resolve(name), "mine"));
        }
        Path elsewhere = Files.createDirectories(folder.resolve("files/deep"));
        kept.add(Files.writeString(elsewhere.resolve(PART), "of a folder that is not written"));
        kept.add(Files.createDirectory(folder.resolve(PART)));
        Path linked = Files.createDirectory(folder.resolve("linked"));
        kept.add(Files.writeString(linked.resolve(PART), "behind a link"));
        Files.createSymbolicLink(folder.resolve("link"), linked);
        FolderLock.take(folder, "files", "link").close();
        for (Path file : kept) {
            assertTrue(Files.exists(file), file.toString());
        }
    }

    @Test
    void aLockThatWasAskedForTwiceStillKeepsOtherProcessesOut() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/locks")), "a system that tells its locks");
        try (FolderLock lock = FolderLock.take(folder)) {
            String mine = ":" + Files.getAttribute(folder.resolve(".lock"), "unix:ino") + " ";
            assertTrue(Files.readString(Path.of("/proc/locks")).contains(mine));
            assertThrows(InvalidArgumentException.class, () -> FolderLock.take(folder));
            assertTrue(
                    Files.readString(Path.of("/proc/locks")).contains(mine), "the second did not release the first's");
            lock.requireHeld();
        }
        FolderLock.take(folder).close();
    }

    private void assertLost(FolderLock lock) {
        var failure = assertThrows(UncheckedIOException.class, lock::requireHeld);
        assertEquals(
                folder.resolve(".lock") + " was deleted or replaced while the run was at work. Maybe run it again",
                Objects.requireNonNull(failure.getCause()).getMessage());
    }

    @Test
    void aSealTellsEveryChange() {
        String sealed = Seal.addTo("{\n  \"a\" : 1\n}");
        String seal = sealed.replaceAll("(?s).*\"sha256\" : \"([0-9a-f]{64})\".*", "$1");
        assertEquals("{\n  \"a\" : 1,\n  \"sha256\" : \"" + seal + "\"\n}\n", sealed);
        assertTrue(Seal.isIntact(sealed, seal));
        assertFalse(Seal.isIntact(sealed.replace("1,", "2,"), seal));
        assertFalse(Seal.isIntact(sealed + " ", seal));
        assertFalse(Seal.isIntact(sealed, ""));
        String zeros = "\"a\" : \"" + "0".repeat(64) + "\"";
        String kept = Seal.addTo("{\n  " + zeros + "\n}");
        assertTrue(kept.contains(zeros), kept);
        assertTrue(Seal.isIntact(kept, kept.substring(kept.length() - 68, kept.length() - 4)), kept);
    }
}
