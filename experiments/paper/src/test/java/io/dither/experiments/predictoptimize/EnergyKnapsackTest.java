package io.dither.experiments.predictoptimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.experiments.data.NpyFile;
import io.dither.experiments.data.NpyType;
import io.dither.learn.model.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnergyKnapsackTest {
    private static final int DAYS = 240;

    @TempDir
    private Path folder;

    @Test
    void readsDaysOfItemsAndSplitsThem() throws IOException {
        EnergyKnapsack data = EnergyKnapsack.read(archive(arrays()), 9);
        assertEquals(DAYS, data.train().size());
        assertEquals(60, data.validation().size());
        assertEquals(177, data.test().size());
        Observation last = data.test().get(176);
        assertEquals("test 239", last.id());
        assertEquals(48, last.features().rows());
        assertEquals(239 + 0.5, last.features().get(2, 7));
        assertArrayEquals(last.oracle().solve(last.costs()), last.target().values());
        assertEquals("test 63", data.test().get(0).id());
        assertEquals("test 0", data.validation().get(0).id());
    }

    @Test
    void saysWhatIsWrongWithAnArchive() throws IOException {
        assertRefused("there is no such file", folder.resolve("none.npz"));
        Path text = Files.writeString(folder.resolve("text.npz"), "no archive");
        assertRefused("Maybe it is not a .npz archive", text);
        Map<String, NpyFile> arrays = arrays();
        arrays.remove("y_test");
        assertRefused("holds no array 'y_test'", archive(arrays));
        arrays = arrays();
        arrays.put("y_test", doubles(47));
        assertRefused("features of 47 items", archive(arrays));
        arrays = arrays();
        arrays.put("weights", doubles(3));
        assertRefused("has 3 weights, not 48", archive(arrays));
    }

    private static void assertRefused(String part, Path archive) {
        var refusal = assertThrows(DataException.class, () -> EnergyKnapsack.read(archive, 9));
        assertTrue(String.valueOf(refusal.getMessage()).contains(part), refusal.getMessage());
    }

    private static Map<String, NpyFile> arrays() {
        Map<String, NpyFile> arrays = new TreeMap<>();
        float[] weights = new float[48];
        java.util.Arrays.fill(weights, 3);
        arrays.put("weights", NpyFile.of(NpyType.INT64, new int[] {48}, weights));
        int items = 48 * DAYS;
        float[] x = new float[9 * items];
        for (int i = 0; i < items; i++) {
            x[9 * i] = i / 48;
            x[9 * i + 8] = i / 48 + 0.5f;
        }
        for (String part : new String[] {"train", "test"}) {
            arrays.put("X_1g" + part, NpyFile.of(NpyType.FLOAT64, new int[] {items, 9}, x));
            arrays.put("y_" + part, doubles(items));
        }
        return arrays;
    }

    private static NpyFile doubles(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (i * 37) % 101;
        }
        return NpyFile.of(NpyType.FLOAT64, new int[] {count}, values);
    }

    private Path archive(Map<String, NpyFile> arrays) throws IOException {
        Path file = folder.resolve("Data.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, NpyFile> one : arrays.entrySet()) {
                Path part = folder.resolve("part.npy");
                one.getValue().write(part);
                zip.putNextEntry(new ZipEntry(one.getKey() + ".npy"));
                zip.write(Files.readAllBytes(part));
                zip.closeEntry();
            }
        }
        return file;
    }
}
