package io.dither.experiments.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NpyFileTest {
    private static final float[] VALUES = {0, 1, 1, 0, 1, 0};
    private static final int[] SHAPE = {2, 3};

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void readsBackEveryType(NpyType type) throws IOException {
        Path file = folder.resolve("a.npy");
        NpyFile.of(type, SHAPE, VALUES).write(file);
        NpyFile read = NpyFile.read(file);
        assertEquals(type, read.type());
        assertArrayEquals(SHAPE, read.shape());
        assertArrayEquals(VALUES, read.floats());
        assertEquals(0, (Files.size(file) - 6L * type.bytes()) % 64);
    }

    @Test
    void writesTheHeaderThatNumpyWrites() throws IOException {
        Path file = folder.resolve("a.npy");
        NpyFile.of(NpyType.FLOAT16, new int[] {2}, new float[] {0.8f, 9.2f}).write(file);
        byte[] bytes = Files.readAllBytes(file);
        String header = new String(bytes, 0, 128, StandardCharsets.ISO_8859_1);
        assertEquals(
                "{'descr': '<f2', 'fortran_order': False, 'shape': (2,), }",
                header.substring(10).strip());
        assertEquals("934e554d5059" + "0100" + "7600", HexFormat.of().formatHex(bytes, 0, 10));
        // the halves nearest to 0.8 and 9.2, as NumPy rounds them
        assertEquals("663a" + "9a48", HexFormat.of().formatHex(bytes, 128, 132));
        assertArrayEquals(
                new float[] {0.7998047f, 9.203125f}, NpyFile.read(file).floats());
    }

    @Test
    void readsLaterVersionsAndScalars() throws IOException {
        Path file = write("02000000", "{'descr': '|u1', 'fortran_order': False, 'shape': (), }", new byte[] {7});
        assertArrayEquals(new float[] {7}, NpyFile.read(file).floats());
        assertEquals(0, NpyFile.read(file).shape().length);
    }

    @Test
    void everyCutAndEveryExtraByteIsNoticed() throws IOException {
        Path file = folder.resolve("a.npy");
        NpyFile.of(NpyType.FLOAT32, SHAPE, VALUES).write(file);
        byte[] good = Files.readAllBytes(file);
        for (int length = 0; length <= good.length + 1; length++) {
            if (length != good.length) {
                Files.write(file, Arrays.copyOf(good, length));
                String message = refusal(file);
                assertTrue(message.startsWith(file + ": "), message);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{'descr': '<f4', 'fortran_order': True, 'shape': (1,), } ! is in Fortran order. Maybe",
                "{'descr': '<i4', 'fortran_order': False, 'shape': (1,), } ! of the type '<i4'. Maybe",
                "{'descr': '>f4', 'fortran_order': False, 'shape': (1,), } ! of the type '>f4'. Maybe",
                "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), } ! of the type 'a record'. Maybe",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000, 500), } ! needs 2000000000. Maybe it was cut",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000,), } ! needs 16000000000. Maybe it was cut",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999), } ! or does not fit into an array. Maybe",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), } ! or does not fit into an array. Maybe",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (2 3), } ! has the shape (2 3), which is not a shape",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), } ! has no 'shape'",
                "{'fortran_order': False, 'shape': (1,), } ! has no 'descr'",
                "nonsense ! has no 'fortran_order'"
            })
    void refusesWhatItCannotRead(String header, String problem) throws IOException {
        String message = refusal(write("0100", header, new byte[4]));
        assertTrue(message.contains(problem), message);
    }

    @Test
    void refusesMoreNumbersThanFitIntoAnArray() throws IOException {
        Path file = write("0100", "{'descr': '<f8', 'fortran_order': False, 'shape': (300000000,), }", new byte[0]);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(sparse.length() + 8 * 300_000_000L);
        }
        String message = refusal(file);
        assertTrue(message.contains("needs 2400000000, more than fit into an array. Maybe"), message);
    }

    @Test
    void refusesWhatIsNoSuchFile() throws IOException {
        Path file = folder.resolve("a.npy");
        assertTrue(refusal(file).contains("the file does not exist. Maybe"));
        Files.writeString(file, "PK: a zip file, for example");
        assertTrue(refusal(file).contains("is not a .npy file. Maybe"));
        Files.write(file, HexFormat.of().parseHex("934e554d5059" + "0200" + "ffffff7f" + "20"));
        assertTrue(refusal(file).contains("2147483647 bytes"));
    }

    @Test
    void refusesAShapeThatIsNotFilledAndAnotherType() throws IOException {
        assertThrows(InvalidArgumentException.class, () -> NpyFile.of(NpyType.BOOL, new int[] {5}, VALUES));
        NpyFile floats = NpyFile.of(NpyType.FLOAT32, SHAPE, VALUES);
        var refusal = assertThrows(DataException.class, () -> floats.requireType(Path.of("a"), NpyType.UINT8));
        assertEquals("a: holds FLOAT32. Maybe convert it by astype to [UINT8]", refusal.getMessage());
    }

    @Test
    void halvesRoundToEvenAndReachTheirEnds() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = Half.toFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertEquals((short) bits, Half.of(value));
            }
        }
        assertEquals(Half.of(1), Half.of(1 + 0x1p-11f));
        assertEquals(1 + 0x1p-9f, Half.toFloat(Half.of(1 + 3 * 0x1p-11f)));
        assertEquals(65504, Half.toFloat(Half.of(65519)));
        assertEquals(Float.POSITIVE_INFINITY, Half.toFloat(Half.of(65520)));
        assertEquals(0x1p-24f, Half.toFloat(Half.of(0x1.8p-25f)));
        assertTrue(Float.isNaN(Half.toFloat(Half.of(Float.NaN))));
    }

    private String refusal(Path file) {
        return String.valueOf(
                assertThrows(DataException.class, () -> NpyFile.read(file)).getMessage());
    }

    /** Writes a file of a version (in hexadecimal digits) with a header of its own. */
    private Path write(String version, String header, byte[] numbers) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        String length = version.length() == 4
                ? String.format("%02x%02x", text.length & 0xFF, text.length >> 8)
                : String.format("%02x%02x0000", text.length & 0xFF, text.length >> 8);
        byte[] start = HexFormat.of().parseHex("934e554d5059" + version.substring(0, 4) + length);
        byte[] whole = Arrays.copyOf(start, start.length + text.length + numbers.length);
        System.arraycopy(text, 0, whole, start.length, text.length);
        System.arraycopy(numbers, 0, whole, start.length + text.length, numbers.length);
        return Files.write(folder.resolve("b.npy"), whole);
    }
}
