package io.dither.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.SavedModel;
import io.dither.learn.model.WeightStatus;
import io.dither.learn.persons.PersonModel;
import io.dither.plugin.PluginCatalogue;
import io.dither.storage.faults.FileReaderContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedPersonsTest {
    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();

    @TempDir
    Path folder = Path.of("");

    private static byte[] versionSeven() throws IOException {
        return SavedModel.class
                .getResourceAsStream("saved/7/first-day/model.json")
                .readAllBytes();
    }

    private void assertMessage(String part) {
        String message = assertThrows(
                        DataException.class, () -> PersonModel.of(SavedModel.load(folder.resolve("model"), PLUGINS)))
                .getMessage();
        assertTrue(String.valueOf(message).contains(part), message);
    }

    @Test
    void tastesOfOtherWeightsAreRefused() throws IOException {
        Path file = folder.resolve("model/model.json");
        Files.createDirectories(file.resolveSibling(""));
        String text = new String(versionSeven(), StandardCharsets.UTF_8);
        for (String[] change : new String[][] {
            {
                "\"names\" : [ \"length\", \"climb\" ],\n        \"laws\"",
                "\"names\" : [ \"climb\", \"length\" ], \"laws\""
            },
            {"[ [ 0.0 ], [ 0.5 ] ]", "[ [ 0.0 ] ]"},
            {"\"held\" : [ true, false ]", "\"held\" : [ true ]"},
            {"[ 0.0, 0.0625 ]", "[ 0.0625 ]"},
            {"[ 0.5, 3.75 ]", "[ 0.5 ]"},
            {"[ 1.0, 3.0625 ]", "[ 1.0 ]"}
        }) {
            assertTrue(text.contains(change[0]), change[0]);
            Files.writeString(file, text.replace(change[0], change[1]));
            assertMessage(" Maybe");
        }
    }

    @Test
    void damagedModelsAreRefused() throws IOException {
        FileReaderContract.of("model.json", versionSeven(), file -> persons(SavedModel.load(file, PLUGINS)))
                .every(67)
                .check(folder)
                .require();
    }

    /** Persons are read of a model, which does not know its place. */
    private static void persons(SavedModel model) {
        try {
            PersonModel.of(model);
        } catch (DataException wrong) {
            assertTrue(String.valueOf(wrong.getMessage()).startsWith("model.json: its persons cannot be read: "));
            throw new InvalidArgumentException("a damaged model", String.valueOf(wrong.getMessage()));
        }
    }

    /** A file of the first day of version 7, which every later version reads. */
    @Test
    void aFileOfVersionSevenStaysReadable() throws IOException {
        Path file = Files.write(folder.resolve("model.json"), versionSeven());
        PersonModel persons = PersonModel.of(SavedModel.load(file, PLUGINS)).orElseThrow();
        assertEquals(2.0625, persons.fitted("somebody").weight("climb").estimate());
        assertEquals(3.0625, persons.fitted("ada").weight("climb").estimate());
        String table = persons.mixture().toString();
        assertTrue(table.contains("climb   normal         2.063     0.1250     0.5000     0.2500"), table);
        assertTrue(table.contains("skewness of tastes contradicts their law: J = 5.5"), table);
    }

    /** Persons as version 7 saved them: the tables, and the weights of a person. */
    @Test
    void personsOfVersionSevenAreAsBefore() {
        PersonModel tastes = saved("tastes");
        assertEquals(-0.7291016970387681, tastes.fitted("p7").weight("minutes").estimate());
        PersonModel classes = saved("classes");
        assertEquals(-1.0206197059423863, classes.fitted("p7").weight("price").estimate());
        assertEquals(
                WeightStatus.OF_PERSON, classes.fitted("p7").weight("price").status());
    }

    private static PersonModel saved(String model) {
        Path place =
                Path.of("../learn/src/test/resources/io/dither/learn/saved/7").resolve(model);
        return PersonModel.of(SavedModel.load(place)).orElseThrow();
    }
}
