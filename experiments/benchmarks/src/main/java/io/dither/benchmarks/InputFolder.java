package io.dither.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dither.error.DataException;
import io.dither.error.RegularFile;
import io.dither.oracle.LinearOracle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * A folder of raw arrays: {@code NAME.bin}, little-endian doubles, and {@code manifest.json} with {@code dtype} and
 * {@code shape} of each NAME.
 *
 * <p>A workload reads its thetas from {@code PREFIX_theta}, {@code PREFIX_w} or {@code PREFIX_c}, which depends on its
 * law. If present, it also reads the cotangents {@code PREFIX_v} and the targets {@code PREFIX_y}. The first index of
 * each array is the example. If an array has more examples than the workload, the first ones are read.
 */
public final class InputFolder {
    private static final String DOUBLES = "<f8";

    private final Path folder;
    private final JsonNode manifest;

    private InputFolder(Path folder, JsonNode manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /**
     * Opens a folder.
     *
     * @param folder the folder
     * @return the folder, with its manifest read
     * @throws DataException if the manifest is missing or malformed
     */
    public static InputFolder open(Path folder) {
        Path file = folder.resolve("manifest.json");
        try {
            JsonNode manifest = new JsonMapper().readTree(Files.readAllBytes(RegularFile.require(file)));
            if (manifest.isObject()) {
                return new InputFolder(folder, manifest);
            }
        } catch (IOException unreadable) {
            throw cannotRead(file, ". Maybe --inputs names another folder than that of the arrays", unreadable);
        }
        throw DataException.of(file, "is not an object of arrays. Maybe another program wrote it");
    }

    /**
     * Reads the inputs of a workload; missing cotangents and targets are drawn.
     *
     * @param workload the workload
     * @param oracle its oracle
     * @return the inputs
     * @throws DataException if the thetas, or the file of an array in the manifest, are missing; or if an array is
     *     truncated, has another type or shape, or a value that is not finite
     */
    Inputs read(Workload workload, LinearOracle oracle) {
        int rows = workload.size().batch();
        int columns = oracle.dimension();
        String prefix = workload.files().prefix() + "_";
        DMatrixRMaj thetas = require(prefix + workload.law().suffix(), rows, columns);
        Inputs drawn = Inputs.draw(workload, oracle, thetas);
        return new Inputs(
                thetas,
                find(prefix + "v", rows, columns).orElse(drawn.cotangents()),
                find(prefix + "y", rows, columns).map(Inputs::decisions).orElse(drawn.targets()));
    }

    private DMatrixRMaj require(String name, int rows, int columns) {
        return find(name, rows, columns)
                .orElseThrow(() -> DataException.of(
                        folder.resolve("manifest.json"),
                        "has no array " + name + ". Maybe the arrays are those of another benchmark"));
    }

    private Optional<DMatrixRMaj> find(String name, int rows, int columns) {
        JsonNode entry = manifest.get(name);
        if (entry == null) {
            return Optional.empty();
        }
        Path file = folder.resolve(name + ".bin");
        requireShape(file, entry, rows, columns);
        return Optional.of(new DMatrixRMaj(rows, columns, true, read(file, entry, rows * columns)));
    }

    private static void requireShape(Path file, JsonNode entry, int rows, int columns) {
        JsonNode shape = entry.path("shape");
        // an example may itself have several dimensions, such as the rows and columns of a map
        boolean fits = shape.size() >= 2
                && shape.get(0).asInt() >= rows
                && elementCount(shape) == shape.get(0).asLong() * columns;
        if (!fits || !entry.path("dtype").asText().equals(DOUBLES)) {
            throw DataException.of(
                    file,
                    "is " + entry.path("dtype").asText("untyped") + " " + shape + " in the manifest, not " + DOUBLES
                            + " with at least " + rows + " rows of " + columns
                            + ". Maybe the arrays are those of another benchmark");
        }
    }

    private static long elementCount(JsonNode shape) {
        long product = 1;
        for (JsonNode length : shape) {
            product *= length.asLong();
        }
        return product;
    }

    private static double[] read(Path file, JsonNode entry, int count) {
        byte[] bytes = bytes(file);
        long expected = Double.BYTES * elementCount(entry.path("shape"));
        if (bytes.length != expected) {
            throw DataException.of(
                    file,
                    "has " + bytes.length + " bytes, not the " + expected
                            + " of its shape in the manifest. Maybe it was cut off");
        }
        double[] values = new double[count];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
        for (int i = 0; i < count; i++) {
            if (!Double.isFinite(values[i])) {
                throw DataException.of(file, "value " + i + " is " + values[i] + ", not a finite number");
            }
        }
        return values;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(RegularFile.require(file));
        } catch (IOException unreadable) {
            throw cannotRead(file, ", but the manifest lists it. Maybe write the arrays again", unreadable);
        }
    }

    private static DataException cannotRead(Path file, String advice, IOException failure) {
        String failureName = failure.getClass().getSimpleName();
        return DataException.of(file, "cannot be read (" + failureName + ")" + advice, failure);
    }
}
