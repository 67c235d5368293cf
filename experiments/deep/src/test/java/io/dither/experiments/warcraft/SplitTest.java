package io.dither.experiments.warcraft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.experiments.data.NpyFile;
import io.dither.experiments.data.NpyType;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void pathsLeadFromCornerToCorner() throws IOException {
        write(new byte[] {1, 0, 0, 0, 1, 1, 0, 0, 1});
        assertEquals(1, Split.TRAIN.read(folder).mapCount());
        for (byte[] none : new byte[][] {
            new byte[9], {0, 0, 0, 0, 1, 1, 0, 0, 1}, {1, 0, 0, 0, 1, 1, 0, 0, 0}, {1, 0, 0, 0, 0, 0, 0, 0, 1}
        }) {
            write(none);
            String message = assertThrows(DataException.class, () -> Split.TRAIN.read(folder))
                    .getMessage();
            assertTrue(
                    String.valueOf(message)
                            .contains("map 0 has a path that does not lead from its first cell to its last. Maybe"),
                    message);
        }
    }

    private void write(byte[] path) throws IOException {
        int pixels = 3 * TerrainPainter.CELL_SIDE;
        NpyFile.ofBytes(new int[] {1, pixels, pixels, 3}, new byte[3 * pixels * pixels])
                .write(Split.TRAIN.maps(folder));
        NpyFile.ofBytes(new int[] {1, 3, 3}, path).write(Split.TRAIN.paths(folder));
        NpyFile.of(NpyType.FLOAT32, new int[] {1, 3, 3}, new float[9]).write(Split.TRAIN.costs(folder));
    }
}
