package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.WeightStatus;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models as each version of the format saved them, which every later version reads: the folders of {@code saved/7}, and one more for
 * each version that comes. Leaves have such folders of their models.
 */
class SavedVersionsTest {
    /** The costs of three alternatives by the program that saved the model. */
    private static final Map<String, double[]> COSTS = Map.of(
            "shared-linear", new double[] {-2.558305184007869, -2.5646229193934174, 1.8291659129729203},
            "moments", new double[] {-2.3512459363186307, -2.3378114840796576, 1.6756229681593153},
            "effects", new double[] {-2.538941324914542, -2.5617584191531546, 1.8085949738908382},
            "linear", new double[] {0.0, -1.9145757598907251, -1.0691937826066247},
            "tastes", new double[] {-2.5589626433939805, -2.5654226570517435, 1.8296761777550612},
            "classes", new double[] {-3.3232165447435316, -3.458527568291517, 2.4123863958305183});

    private static Path place(String model) {
        try {
            return Path.of(Objects.requireNonNull(SavedVersionsTest.class.getResource("saved/7/" + model))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared-linear", "moments", "effects", "linear", "tastes", "classes"})
    void modelsOfVersionSevenDecideAsBefore(String model) {
        Fitted fitted = SavedModel.load(place(model)).fitted();
        Features features = model.equals("linear")
                ? Features.of(new double[] {2.5, 8})
                : Features.of(new double[] {1, 2}, new double[] {2, 0.5}, new double[] {-1, -1})
                        .withGroups("south", "elsewhere", "north");
        double[] costs = fitted.model().theta(fitted.parameters(), features);
        assertArrayEquals(COSTS.get(model), costs);
    }

    @Test
    void notesAreStatusesAgain() {
        assertEquals(
                WeightStatus.FIXED,
                SavedModel.load(place("moments")).fitted().weight("price").status());
        assertEquals(
                WeightStatus.BESIDE_EFFECTS,
                SavedModel.load(place("effects")).fitted().weight("price").status());
    }

    @Test
    void formerSettingsAreLeftOut(@TempDir Path folder) throws IOException {
        String text = Files.readString(place("linear").resolve("model.json"));
        Path file = folder.resolve("model.json");
        Files.writeString(
                file,
                text.replaceFirst(",\\s*\"sha256\" : \"[0-9a-f]{64}\"\\s*}\\s*$", "\n}\n") // no seal
                        .replace("\"errors\" : \"ROBUST\"", "\"errors\" : \"LIKELIHOOD\"")
                        .replace("\"shareSearches\" : false", "\"shareSearches\" : true"));
        assertEquals(
                FitSettings.Errors.BOOTSTRAP,
                SavedModel.load(file).fitted().settings().errors());
    }

    @Test
    void anUnknownVersionGetsOneClearMessage(@TempDir Path folder) throws IOException {
        String text = Files.readString(place("moments").resolve("model.json"));
        Path file = folder.resolve("model.json");
        Files.writeString(file, text.replace("\"version\" : 7", "\"version\" : 8"));
        assertMessage("its version is 8, but this program reads no version after 7. Maybe use a newer Dither", file);
        Files.writeString(file, text.replace("\"version\" : 7", "\"version\" : 6"));
        assertMessage("its version is 6, but this program reads no version before 7. Maybe learn again", file);
        Files.writeString(file, text.replace("\"version\" : 7", "\"version\" : \"seven\""));
        assertMessage("it has no version", file);
    }

    private static void assertMessage(String part, Path file) {
        String message =
                assertThrows(DataException.class, () -> SavedModel.load(file)).getMessage();
        assertTrue(String.valueOf(message).contains(part), message);
    }
}
