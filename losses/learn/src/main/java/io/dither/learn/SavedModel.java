package io.dither.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.error.RegularFile;
import io.dither.learn.internal.Json;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.plugin.PluginCatalogue;
import io.dither.storage.AtomicFile;
import io.dither.storage.Checksums;
import io.dither.storage.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fitted model as a folder: {@code model.json} and the files that its decisions need, with their checksums. Models of version 7 of the
 * format and of all later ones are read; those of a version that this program does not know yet are refused. What was fitted is kept, but
 * not how the search went.
 *
 * @param fitted what was fitted; without progress once loaded
 * @param setup how features and oracles are made of rows, for whoever reads rows
 * @param provenance where it comes from: checksums of data, seed, versions
 * @param files the files that the setup names, by these names
 * @param persons what decides for each person; an empty object if all have one taste
 * @param heldOut how good the model was on examples held out, by a fit on the others; empty if that is not known
 * @param costModel the text of the cost model, by which it is learnt again; empty if it has none
 * @param trainingOracle the text of the oracle that it was trained on, if another one decides; otherwise empty
 */
public record SavedModel(
        Fitted fitted,
        JsonNode setup,
        Map<String, String> provenance,
        Map<String, Path> files,
        JsonNode persons,
        List<Metric> heldOut,
        String costModel,
        String trainingOracle) {
    /** What the files of this version say: they and those of all versions from {@link #FIRST} on are read. */
    public static final int VERSION = 7;

    /** The first version that is read for good. */
    static final int FIRST = 7;

    static final String FORMAT = "dither-model";
    private static final String NAME = "model.json";
    private static final String FILES = "files";
    /**
     * {@return the model alone, for programs that make features and oracles themselves}
     *
     * @param fitted what was fitted
     */
    public static SavedModel of(Fitted fitted) {
        return of(fitted, Map.of(), Map.of(), Map.of());
    }

    /**
     * {@return the model with what makes decisions of rows}
     *
     * @param fitted what was fitted
     * @param setup how features and oracles are made of rows, such as a record; written by Jackson
     * @param provenance where it comes from
     * @param files the files that the setup names, by these names
     */
    public static SavedModel of(Fitted fitted, Object setup, Map<String, String> provenance, Map<String, Path> files) {
        return new SavedModel(
                fitted,
                Json.MAPPER.valueToTree(setup),
                provenance,
                files,
                Json.MAPPER.createObjectNode(),
                List.of(),
                "",
                "");
    }

    /**
     * {@return the same with what decides for persons}
     *
     * @param mean the fit of the mean tastes
     * @param known what decides, such as a record; written by Jackson
     */
    public SavedModel withPersons(Fitted mean, Object known) {
        return new SavedModel(
                mean, setup, provenance, files, Json.MAPPER.valueToTree(known), heldOut, costModel, trainingOracle);
    }

    /**
     * {@return the same with how good it was, by which a later evaluation sees drift}
     *
     * @param metrics on examples held out, by a fit on the others
     */
    public SavedModel withHeldOut(List<Metric> metrics) {
        return new SavedModel(
                fitted, setup, provenance, files, persons, List.copyOf(metrics), costModel, trainingOracle);
    }

    /**
     * {@return the same with the texts by which it is learnt again}
     *
     * @param model the text of the cost model
     * @param oracle the text of the oracle that it was trained on, if another one decides; otherwise empty
     */
    public SavedModel learntBy(String model, String oracle) {
        return new SavedModel(fitted, setup, provenance, files, persons, heldOut, model, oracle);
    }

    /**
     * {@return what learns the cost model again}
     *
     * @param shape what examples look like
     * @param settings how to fit
     * @param catalogue where cost models, losses and noises are found
     * @throws InvalidArgumentException if there is no such cost model, or it has no text
     */
    public Estimator estimator(CostModelFactory.Shape shape, FitSettings settings, PluginCatalogue catalogue) {
        return catalogue.create(CostModelProvider.class, costModel).estimator(shape, settings, catalogue);
    }

    /**
     * {@return how features and oracles are made of rows}
     *
     * @param type the type that was saved
     * @param <T> the type
     * @throws DataException if it is of another type
     */
    public <T> T setup(Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(setup, type);
        } catch (JsonProcessingException wrong) {
            throw new DataException(
                    NAME,
                    0,
                    "its setup is of another program: " + wrong.getOriginalMessage()
                            + ". Maybe it was not saved by dither learn",
                    wrong);
        }
    }

    /**
     * Writes the model into a folder, which is created if it does not exist; model.json is put there last, and whole.
     *
     * @param folder the folder
     * @throws DataException if a file of the setup cannot be read
     * @throws UncheckedIOException if the folder cannot be written
     */
    public void save(Path folder) {
        try {
            Files.createDirectories(folder.resolve(FILES));
            Map<String, SavedContent.Copy> copies = new LinkedHashMap<>();
            files.forEach((name, file) -> copies.put(name, copy(file, folder)));
            SavedContent content = SavedContent.of(this, copies);
            AtomicFile.write(folder.resolve(NAME), Seal.on(Json.MAPPER.writeValueAsString(content)));
        } catch (IOException failure) {
            throw AtomicFile.unwritable(folder, failure);
        }
    }

    private static SavedContent.Copy copy(Path file, Path folder) {
        String sum = Checksums.sha256(file);
        String prefix = sum.substring(0, 12) + "-";
        String name = String.valueOf(file.getFileName());
        name = name.startsWith(prefix) ? name : prefix + name; // of a model that is saved again
        Path copy = folder.resolve(FILES).resolve(name);
        if (!Files.exists(copy) || !Checksums.sha256(copy).equals(sum)) {
            AtomicFile.copy(file, copy);
        }
        return new SavedContent.Copy(FILES + "/" + name, sum);
    }

    /**
     * Reads a model with the plugins on the class path.
     *
     * @param place the folder, or its model.json
     * @return the model
     * @throws DataException if it is not a model of a version that is read, or a file has changed
     */
    public static SavedModel load(Path place) {
        return load(place, PluginCatalogue.discover());
    }

    /**
     * Reads a model whose cost model is a record of your own, without a provider.
     *
     * @param place the folder, or its model.json
     * @param own the class of the cost model, such as {@code MyModel.class}
     * @return the model
     * @throws DataException if it is not a model of a version that is read or of this class, or a file has changed
     */
    public static SavedModel load(Path place, Class<? extends CostModel> own) {
        return load(place, PluginCatalogue.discover(), own);
    }

    /**
     * Reads a model.
     *
     * @param place the folder, or its model.json
     * @param catalogue where its cost model and its noise are found
     * @return the model
     * @throws DataException if it is not a model of a version that is read, or a file has changed
     */
    public static SavedModel load(Path place, PluginCatalogue catalogue) {
        return load(place, catalogue, CostModel.class);
    }

    private static SavedModel load(Path place, PluginCatalogue catalogue, Class<? extends CostModel> own) {
        Path file = Files.isDirectory(place) ? place.resolve(NAME) : place;
        String text = text(file);
        try {
            return new SavedReader(file, catalogue, own).read(text, Json.MAPPER.readTree(text));
        } catch (JsonProcessingException wrong) {
            throw new DataException(
                    file.toString(),
                    wrong.getLocation() == null
                            ? 0
                            : Math.max(0, wrong.getLocation().getLineNr()),
                    "it is not the JSON of a model: " + wrong.getOriginalMessage() + SavedReader.CUT,
                    wrong);
        } catch (InvalidArgumentException | OracleException wrong) {
            String problem = String.valueOf(wrong.getMessage()).replaceFirst("\\.$", "");
            String advice = problem.contains("Maybe ") ? "" : SavedReader.CUT;
            throw new DataException(file.toString(), 0, problem + advice, wrong);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(RegularFile.require(file));
        } catch (NoSuchFileException missing) {
            throw new DataException(
                    file.toString(),
                    0,
                    "the file does not exist. Maybe this is not a folder of 'dither learn'",
                    missing);
        } catch (IOException unreadable) {
            throw new DataException(
                    file.toString(), 0, "the file cannot be read: " + unreadable + SavedReader.CUT, unreadable);
        }
    }
}
