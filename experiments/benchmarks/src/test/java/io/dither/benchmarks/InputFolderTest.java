package io.dither.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.storage.faults.FileReaderContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFolderTest {
    private static final LinearOracle ORACLE = Oracles.argmax(3);
    private static final Workload WORKLOAD =
            new Workload("tiny", new Workload.Files("t", "t"), "argmax:n=3", new Workload.Size(2, 5), 1, Law.NORMAL);

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        write("t_theta", 1, 2, 3, 6, 5, 4, 9, 9, 9);
        manifest("\"t_theta\": {\"dtype\": \"<f8\", \"shape\": [3, 3]}");
    }

    private void write(String name, double... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        Files.write(folder.resolve(name + ".bin"), bytes.array());
    }

    private void manifest(String entries) throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "{" + entries + "}");
    }

    private Inputs read() {
        return InputFolder.open(folder).read(WORKLOAD, ORACLE);
    }

    @Test
    void theFirstRowsAreReadAndTheRestIsDrawn() {
        Inputs inputs = read();
        assertArrayEquals(new double[] {1, 2, 3, 6, 5, 4}, inputs.thetas().data);
        assertEquals(9, inputs.sumOfOptima(ORACLE));
        assertEquals(2, inputs.cotangents().numRows);
        assertEquals(
                1,
                inputs.targets().get(0).values()[0]
                        + inputs.targets().get(0).values()[1]
                        + inputs.targets().get(0).values()[2]);
    }

    @Test
    void cotangentsAndTargetsAreReadWhereTheyAreThere() throws IOException {
        write("t_v", 1, 2, 3, 4, 5, 6);
        write("t_y", 0, 0, 1, 0, 1, 0);
        manifest("\"t_theta\": {\"dtype\": \"<f8\", \"shape\": [3, 3]},"
                + "\"t_v\": {\"dtype\": \"<f8\", \"shape\": [2, 3]},"
                + "\"t_y\": {\"dtype\": \"<f8\", \"shape\": [2, 1, 3]}");
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, read().cotangents().data);
        assertArrayEquals(new double[] {0, 0, 1}, read().targets().get(0).values());
        assertArrayEquals(new double[] {0, 1, 0}, read().targets().get(1).values());
    }

    @Test
    void aTruncatedArrayIsOneClearMessage() throws IOException {
        Files.write(folder.resolve("t_theta.bin"), new byte[71]);
        assertMessage("t_theta.bin: has 71 bytes, not the 72 of its shape in the manifest. Maybe");
    }

    @Test
    void aMissingArrayIsOneClearMessage() throws IOException {
        Files.delete(folder.resolve("t_theta.bin"));
        assertMessage("t_theta.bin: cannot be read (NoSuchFileException), but the manifest lists it. Maybe");
        manifest("");
        assertMessage("manifest.json: has no array t_theta. Maybe");
    }

    @Test
    void aMissingOrBrokenManifestIsOneClearMessage() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "{\"t_theta\": ");
        assertMessage("manifest.json: cannot be read (");
        Files.writeString(folder.resolve("manifest.json"), "[]");
        assertMessage("manifest.json: is not an object of arrays");
        Files.delete(folder.resolve("manifest.json"));
        assertMessage("manifest.json: cannot be read (NoSuchFileException). Maybe");
    }

    @Test
    void damagedManifestsAreReadOrRefused() throws IOException {
        FileReaderContract.of(
                        "manifest.json",
                        "{\"a\": {\"dtype\": \"<f8\", \"shape\": [2, 3]}}",
                        file -> InputFolder.open(file.resolveSibling("")))
                .check(Files.createDirectory(folder.resolve("copies")))
                .require();
    }

    @Test
    void anotherShapeOrTypeIsOneClearMessage() throws IOException {
        manifest("\"t_theta\": {\"dtype\": \"<f8\", \"shape\": [1, 3]}");
        assertMessage("t_theta.bin: is <f8 [1,3] in the manifest, not <f8 with at least 2 rows of 3. Maybe");
        manifest("\"t_theta\": {\"dtype\": \"<f8\", \"shape\": [3, 4]}");
        assertMessage("is <f8 [3,4]");
        manifest("\"t_theta\": {\"dtype\": \"<i4\", \"shape\": [3, 3]}");
        assertMessage("is <i4 [3,3]");
        manifest("\"t_theta\": {}");
        assertMessage("is untyped");
    }

    @Test
    void aNumberThatIsNoneIsNamed() throws IOException {
        write("t_theta", 1, Double.NaN, 3, 6, 5, 4, 9, 9, 9);
        assertMessage("t_theta.bin: value 1 is NaN, not a finite number");
    }

    private void assertMessage(String expected) {
        String message =
                String.valueOf(assertThrows(DataException.class, this::read).getMessage());
        assertTrue(message.contains(expected), message);
    }
}
