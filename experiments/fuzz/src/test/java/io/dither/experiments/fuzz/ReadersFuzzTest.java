package io.dither.experiments.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Fuzzes one reader of files or texts, the one that the property {@code dither.fuzz} names: whatever comes is read, or refused by a
 * documented exception. What is found becomes a row of the tables that the normal build runs.
 */
class ReadersFuzzTest {
    private static final Target TARGET = Target.valueOf(System.getProperty("dither.fuzz", "FORM"));
    private static long count;

    @FuzzTest(maxDuration = "60s")
    void isReadOrRefused(byte[] content) throws IOException {
        try {
            if (TARGET.isText()) {
                TARGET.read(content);
            } else {
                // readers keep what they have read of a file of the same name
                Path file = Path.of(System.getProperty("java.io.tmpdir"), "fuzz-" + count++ % 64 + "-" + TARGET.file());
                Files.write(file, content);
                TARGET.read(file);
            }
        } catch (InvalidArgumentException | DataException | OracleException documented) {
            if (!(documented instanceof OracleException)
                    && !String.valueOf(documented.getMessage()).contains("Maybe")) {
                throw new AssertionError("says no 'Maybe': " + documented.getMessage(), documented);
            }
        }
    }
}
