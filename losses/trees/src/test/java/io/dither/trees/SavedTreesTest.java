package io.dither.trees;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.learn.Choices;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Link;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedTreesTest {
    @TempDir
    private Path folder;

    private void assertRefused(String part) {
        String message =
                assertThrows(DataException.class, () -> SavedModel.load(folder)).getMessage();
        assertTrue(String.valueOf(message).contains(part), message);
    }

    @Test
    void treesKeepTheirBits() throws IOException {
        BoostedModel model = BoostedModel.of(List.of("a", "b", "c"), Link.SOFTPLUS, TreeSettings.USUAL.withRounds(7));
        Fitted fitted = Boosting.of(model, FitSettings.USUAL.noise("gumbel")).fit(Choices.of(100, 4, 1, -0.5, 0));
        SavedModel.of(fitted).save(folder);
        Fitted loaded = SavedModel.load(folder).fitted();
        BoostedModel trees = (BoostedModel) loaded.model();
        Features x = Features.of(new double[] {0.3, -1, 2}, new double[] {5, 0, 1});
        assertArrayEquals(fitted.model().theta(fitted.parameters(), x), trees.theta(loaded.parameters(), x));
        assertEquals(7, trees.trees().size());
        assertArrayEquals(((BoostedModel) fitted.model()).gains(), trees.gains());
        assertEquals(fitted.toString(), loaded.toString());
        assertTrue(fitted.toString().startsWith("feature         gain\na "), fitted.toString());
        Path json = folder.resolve("model.json");
        String text =
                Files.readString(json).replaceFirst(",\\s*\"sha256\" : \"[0-9a-f]{64}\"\\s*}\\s*$", "\n}\n"); // no seal
        Files.writeString(json, text.replace("\"boosted\"", "\"deep\""));
        assertRefused("'deep'");
        Files.writeString(json, text.replaceFirst("\"left\" : \\[ \\d+", "\"left\" : [ -1"));
        assertRefused("of a tree leads to nodes");
    }

    /** The costs are those of the program that saved the model. */
    @Test
    void treesOfVersionSevenDecideAsBefore() throws URISyntaxException {
        Path saved = Path.of(Objects.requireNonNull(SavedTreesTest.class.getResource("saved/7/boosted"))
                .toURI());
        Fitted fitted = SavedModel.load(saved).fitted();
        Features features = Features.of(new double[] {1, 2}, new double[] {2, 0.5}, new double[] {-1, -1});
        assertArrayEquals(
                new double[] {0.9828080776587628, 0.9828080776587628, 0.4990004887456312},
                fitted.model().theta(fitted.parameters(), features));
    }
}
