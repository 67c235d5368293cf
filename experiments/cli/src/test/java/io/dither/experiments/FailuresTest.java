package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.experiments.run.JsonLines;
import io.dither.experiments.run.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FailuresTest {
    private record Case(Throwable thrown, int code, String line) {}

    @TestFactory
    Stream<DynamicTest> everyFailureHasItsExitCodeAndOneLine() {
        return List.of(
                        new Case(new InvalidArgumentException("n = 0", "Maybe 1"), 2, "n = 0. Maybe 1."),
                        new Case(new DataException("a.csv", 3, "two\n  lines"), 3, "a.csv:3: two; lines"),
                        new Case(new OracleException(Code.INFEASIBLE, "no y"), 4, "INFEASIBLE: no y"),
                        new Case(new OracleException(Code.NATIVE_MISSING, "no lib"), 5, "NATIVE_MISSING: no lib"),
                        new Case(
                                new CompletionException(new OracleException(Code.TIMEOUT, "late")), 4, "TIMEOUT: late"),
                        new Case(new NoSuchFileException("x"), 3, "NoSuchFileException x"),
                        new Case(unchecked(new NoSuchFileException("x")), 3, "reading: NoSuchFileException x"),
                        new Case(unchecked(new AccessDeniedException("x")), 5, "reading: AccessDeniedException x"),
                        new Case(
                                unwritable(),
                                5,
                                "cannot write /proc/self/no-such-folder-here: there is no such folder. Maybe"),
                        new Case(new OutOfMemoryError("heap"), 5, "out of memory"),
                        new Case(new UnsatisfiedLinkError("libx"), 5, "a native library cannot be loaded: libx"),
                        new Case(new IllegalStateException("oops"), 70, "internal error, a bug in dither or a plugin"))
                .stream()
                .map(expected -> DynamicTest.dynamicTest(expected.thrown().toString(), () -> check(expected)));
    }

    private static void check(Case expected) {
        StringWriter err = new StringWriter();
        int code = new Failures(new PrintWriter(err), false).report(expected.thrown());
        assertEquals(expected.code(), code);
        assertTrue(err.toString().startsWith("dither: " + expected.line()), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    /** A device that is full and says so only where it is asked. */
    @Test
    void outputThatIsLostIsAFailureOfTheEnvironment() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int count) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        for (String[] command : new String[][] {{"oracles", "--json"}, {"noises"}, {"--help"}}) {
            StringWriter err = new StringWriter();
            assertEquals(5, Dither.run(List.of(command), new PrintWriter(full), new PrintWriter(err)));
            assertEquals(
                    "dither: the output could not be written in full. Maybe its disk is full, or its reader ended early\n",
                    err.toString());
        }
    }

    @Test
    void linesThatAFileDoesNotTakeAreAFailure() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "this system has no " + full);
        UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> {
            try (JsonLines lines = new JsonLines(Optional.of(full), Optional.empty())) {
                lines.print(List.of(1));
            }
        });
        check(new Case(failure, 5, "cannot write /dev/full"));
    }

    /** The system says of this one that there is no such file. */
    private static UncheckedIOException unwritable() {
        return assertThrows(
                UncheckedIOException.class, () -> RunFolder.create(Path.of("/proc/self/no-such-folder-here")));
    }

    private static UncheckedIOException unchecked(IOException cause) {
        return new UncheckedIOException("reading", cause);
    }
}
