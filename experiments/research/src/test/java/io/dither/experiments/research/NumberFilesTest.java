package io.dither.experiments.research;

import io.dither.storage.faults.FileReaderContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of numbers that options name, damaged. */
class NumberFilesTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void vectors() throws IOException {
        FileReaderContract.of("theta.txt", "1 2.5\n3,-4e3;5\n", file -> Vectors.parse("theta", "@" + file, 5))
                .every(5)
                .check(folder)
                .require();
    }

    @Test
    void observations() throws IOException {
        FileReaderContract.of("data.csv", "a,b,c\n0,1,1\n1,0,0.5\n", file -> Observations.read(file, 3, 2))
                .every(5)
                .check(folder)
                .require();
    }
}
