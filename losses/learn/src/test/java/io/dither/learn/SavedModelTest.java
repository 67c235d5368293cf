package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Link;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import io.dither.storage.faults.FileReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedModelTest {
    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();

    @TempDir
    private Path folder;

    private SavedModel saved() throws IOException {
        Fitted fitted = Learner.of(SharedLinearModel.of(List.of("a", "b", "c"), Link.SOFTPLUS))
                .noise("gumbel")
                .fix("c", 0.5)
                .epsilon(1)
                .fit(Choices.of(100, 4, 1, -0.5, 0));
        Path roads = Files.writeString(folder.resolve("roads.csv"), "source,target\na,b\n");
        SavedModel model = SavedModel.of(
                fitted, Map.of("layout", List.of("long")), Map.of("seed", "0"), Map.of("file:file", roads));
        model.save(folder.resolve("model"));
        return model;
    }

    @Test
    void aLoadedModelHasTheSameBitsAndItsFiles() throws IOException {
        Fitted before = saved().fitted();
        SavedModel loaded = SavedModel.load(folder.resolve("model"), PLUGINS);
        assertArrayEquals(before.parameters(), loaded.fitted().parameters());
        assertEquals(before.weights(), loaded.fitted().weights());
        assertEquals(before.status(), loaded.fitted().status());
        Features x = Features.of(new double[] {0.3, -1, 2}, new double[] {5, 0, 1});
        assertArrayEquals(
                before.model().theta(before.parameters(), x),
                loaded.fitted().model().theta(loaded.fitted().parameters(), x));
        assertEquals("source,target\na,b\n", Files.readString(loaded.files().get("file:file")));
        assertEquals(List.of("long"), loaded.setup(Map.class).get("layout"));
    }

    @Test
    void aModelAloneDecidesAndPrintsAsBefore() {
        Fitted fitted = Learner.of(SharedLinearModel.of("a", "b", "c"))
                .noise("gumbel")
                .fix("c", 0.5)
                .epsilon(1)
                .fit(Choices.of(100, 4, 1, -0.5, 0));
        SavedModel.of(fitted).save(folder.resolve("alone"));
        Features x = Features.of(new double[] {0.3, -1, 2}, new double[] {5, 0, 1});
        try (Predictor before = Predictor.of(fitted);
                Predictor after =
                        Predictor.of(SavedModel.load(folder.resolve("alone")).fitted())) {
            assertArrayEquals(before.costs(x, Oracles.argmax(2)), after.costs(x, Oracles.argmax(2)));
        }
        String table = fitted.toString();
        assertTrue(
                table.startsWith("weight      estimate   std. error              95 % interval         p\na "), table);
        assertTrue(table.contains("\nc             0.5000 fixed\nepsilon        1.000\n"), table);
        assertTrue(table.endsWith("\n100 examples, gumbel noise, converged\n"), table);
    }

    @Test
    void aChangedFileAndAnotherVersionAreRefused() throws IOException {
        saved();
        SavedModel loaded = SavedModel.load(folder.resolve("model"), PLUGINS);
        Path here = Path.of("").toAbsolutePath();
        assertEquals(
                1,
                SavedModel.load(here.relativize(folder.toAbsolutePath().resolve("model")), PLUGINS)
                        .files()
                        .size());
        Path copy = loaded.files().get("file:file");
        Files.writeString(copy, "source,target\na,c\n");
        assertMessage("changed since the model was saved");
        Files.delete(copy);
        assertMessage("cannot be read");
        Files.writeString(copy, "source,target\na,b\n");
        Path json = folder.resolve("model/model.json");
        Files.writeString(json, Files.readString(json).replaceFirst("\"estimate\" : \\d", "\"estimate\" : 7"));
        assertMessage("changed since the model was saved. Maybe learn again, or delete its last member, sha256");
        String text = unsealed(json);
        Files.writeString(json, text.replace("\"version\" : 7", "\"version\" : 6"));
        assertMessage("its version is 6, but this program reads no version before 7");
        Files.writeString(json, text.replace("dither-model", "another"));
        assertMessage("not a saved model");
        Files.writeString(json, text.substring(0, text.length() / 2));
        assertMessage("not the JSON of a model");
        Files.writeString(json, text.replace("\"parameters\"", "\"parametres\""));
        assertMessage("'parameters'");
        Files.writeString(json, text.replaceFirst("files/[0-9a-f]+-roads", "../../roads"));
        assertMessage("outside its folder");
        Files.delete(json);
        assertMessage("does not exist");
    }

    /** As one leaves a file that one edits. */
    private static String unsealed(Path json) throws IOException {
        return Files.readString(json).replaceFirst(",\\s*\"sha256\" : \"[0-9a-f]{64}\"\\s*}\\s*$", "\n}\n");
    }

    private void assertMessage(String part) {
        String message = assertThrows(DataException.class, () -> SavedModel.load(folder.resolve("model"), PLUGINS))
                .getMessage();
        assertTrue(String.valueOf(message).contains(part), message);
    }

    private static byte[] versionSeven() throws IOException {
        return SavedModelTest.class
                .getResourceAsStream("saved/7/first-day/model.json")
                .readAllBytes();
    }

    @Test
    void damagedModelsAreRefused() throws IOException {
        FileReaderContract.of("model.json", versionSeven(), file -> SavedModel.load(file, PLUGINS))
                .every(41)
                .check(folder)
                .require();
    }

    /** A likelihood of choices means Gumbel noise, whatever was written beside it. */
    @Test
    void aNoiseThatContradictsTheLossIsPutRight() throws IOException {
        Fitted fitted = Learner.of(SharedLinearModel.of("x", "y"))
                .loss("likelihood")
                .errors(FitSettings.Errors.NONE)
                .fit(Choices.of(40, 3, 1, -0.5));
        Path place = folder.resolve("likelihood");
        SavedModel.of(fitted).save(place);
        Path json = place.resolve("model.json");
        String text = unsealed(json);
        assertTrue(text.contains("\"noise\" : \"gumbel\""), text);
        Files.writeString(json, text.replace("\"noise\" : \"gumbel\"", "\"noise\" : \"gaussian\""));
        Fitted read = SavedModel.load(place, PLUGINS).fitted();
        assertEquals("gumbel", read.noise().text());
        assertEquals("gumbel", read.settings().noise());
    }

    /** A file of the first day of version 7, which every later version reads. */
    @Test
    void aFileOfVersionSevenStaysReadable() throws IOException {
        Path file = Files.write(folder.resolve("model.json"), versionSeven());
        SavedModel model = SavedModel.load(file, PLUGINS);
        Weight climb = model.fitted().weight("climb");
        assertEquals(2.0625, climb.estimate());
        assertEquals(0.125, climb.standardError());
        assertEquals("fixed", model.fitted().weight("length").note());
        assertEquals(0.3125, model.fitted().epsilon());
        assertTrue(model.fitted().noise().multiplicative());
        double[] theta = model.fitted().model().theta(model.fitted().parameters(), Features.of(new double[] {2, 4}));
        assertArrayEquals(new double[] {2 + 4 * 2.0625}, theta, 1e-12);
        assertEquals(List.of("shared"), model.setup(Map.class).get("layout"));
    }
}
