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
 * A fitted model as a folder: {@code model.json} and the files that its decisions need, with their checksums. Versions
 * of the format from 7 to {@link #VERSION} can be read; a later version is refused. The progress of the search is not
 * saved.
 *
 * @param fitted the fit; a loaded fit has no progress
 * @param setup says how features and oracles are made from rows, for programs that read rows
 * @param provenance the origin of the model, such as checksums of data, the seed and versions, by name
 * @param files the files that the setup names, by the names in the setup
 * @param persons the object that decides for each person, as JSON that the module of persons reads; an empty object if
 *     all persons have the same weights
 * @param heldOut the metrics on held-out examples of a fit to the other examples; empty if they are unknown
 * @param costModel the text of the cost model, to learn it again; empty if it has none
 * @param trainingOracle the text of the oracle used in training, if another oracle decides; otherwise empty
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
    /** The version that is written. All versions from 7 to this one can be read. */
    public static final int VERSION = 7;

    /** The first version that can be read. */
    static final int FIRST_VERSION = 7;

    static final String FORMAT = "dither-model";
    private static final String NAME = "model.json";
    private static final String FILES = "files";

    /**
     * {@return a model without a setup, for programs that make features and oracles themselves}
     *
     * @param fitted the fit
     */
    public static SavedModel of(Fitted fitted) {
        return of(fitted, Map.of(), Map.of(), Map.of());
    }

    /**
     * {@return a model with a setup, for programs that decide rows of a file}
     *
     * @param fitted the fit
     * @param setup says how features and oracles are made from rows; a record or another object that Jackson writes
     * @param provenance the origin of the model
     * @param files the files that the setup names, by the names in the setup
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
     * {@return the same model with decisions by person}
     *
     * @param fit a fit with the typical weights of all persons (medians over persons, or means over classes of persons)
     * @param decider decides for each person; a record or another object that Jackson writes
     */
    public SavedModel withPersons(Fitted fit, Object decider) {
        return new SavedModel(
                fit, setup, provenance, files, Json.MAPPER.valueToTree(decider), heldOut, costModel, trainingOracle);
    }

    /**
     * {@return the same model with metrics; a later evaluation compares its own metrics with these metrics, to detect drift}
     *
     * @param metrics the metrics on held-out examples of a fit to the other examples
     */
    public SavedModel withHeldOut(List<Metric> metrics) {
        return new SavedModel(
                fitted, setup, provenance, files, persons, List.copyOf(metrics), costModel, trainingOracle);
    }

    /**
     * {@return the same model with the texts with which it can be learnt again}
     *
     * @param modelText the text of the cost model
     * @param trainingOracleText the text of the oracle used in training, if another oracle decides; otherwise empty
     */
    public SavedModel withTexts(String modelText, String trainingOracleText) {
        return new SavedModel(fitted, setup, provenance, files, persons, heldOut, modelText, trainingOracleText);
    }

    /**
     * {@return an estimator that learns the cost model again}
     *
     * @param shape the shape of the examples
     * @param settings the settings of the fit
     * @param catalogue the cost models, losses and noises by name
     * @throws InvalidArgumentException if the text of the cost model is empty, or the catalogue has no such cost model
     */
    public Estimator estimator(CostModelFactory.Shape shape, FitSettings settings, PluginCatalogue catalogue) {
        return catalogue.create(CostModelProvider.class, costModel).estimator(shape, settings, catalogue);
    }

    /**
     * {@return the setup, which says how features and oracles are made from rows}
     *
     * @param type the type that was saved
     * @param <T> the type
     * @throws DataException if the saved setup is of another type
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
     * Writes the model into a folder, which is created if it does not exist; model.json is written last, atomically.
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
            AtomicFile.write(folder.resolve(NAME), Seal.addTo(Json.MAPPER.writeValueAsString(content)));
        } catch (IOException failure) {
            throw AtomicFile.unwritable(folder, failure);
        }
    }

    /** Copies a file into the folder, under a name that begins with its checksum, so that files of the same name do not clash. */
    private static SavedContent.Copy copy(Path file, Path folder) {
        String checksum = Checksums.sha256(file);
        String prefix = checksum.substring(0, 12) + "-";
        String name = String.valueOf(file.getFileName());
        name = name.startsWith(prefix) ? name : prefix + name; // the files of a loaded model have the prefix already
        Path copy = folder.resolve(FILES).resolve(name);
        if (!Files.exists(copy) || !Checksums.sha256(copy).equals(checksum)) {
            AtomicFile.copy(file, copy);
        }
        return new SavedContent.Copy(FILES + "/" + name, checksum);
    }

    /**
     * Reads a model with the plugins on the class path.
     *
     * @param path the folder, or its model.json
     * @return the model
     * @throws DataException if it is not a model of a readable version, or a file has changed
     */
    public static SavedModel load(Path path) {
        return load(path, PluginCatalogue.discover());
    }

    /**
     * Reads a model whose cost model is your own record, without a provider.
     *
     * @param path the folder, or its model.json
     * @param modelClass the class of the cost model, such as {@code MyModel.class}
     * @return the model
     * @throws DataException if it is not a model of a readable version, a file has changed, or the cost model is of
     *     another class and has no provider
     */
    public static SavedModel load(Path path, Class<? extends CostModel> modelClass) {
        return load(path, PluginCatalogue.discover(), modelClass);
    }

    /**
     * Reads a model.
     *
     * @param path the folder, or its model.json
     * @param catalogue the cost models and noises by name
     * @return the model
     * @throws DataException if it is not a model of a readable version, or a file has changed
     */
    public static SavedModel load(Path path, PluginCatalogue catalogue) {
        return load(path, catalogue, CostModel.class);
    }

    private static SavedModel load(Path path, PluginCatalogue catalogue, Class<? extends CostModel> modelClass) {
        Path file = Files.isDirectory(path) ? path.resolve(NAME) : path;
        String text = text(file);
        try {
            return new SavedReader(file, catalogue, modelClass).read(text, Json.MAPPER.readTree(text));
        } catch (JsonProcessingException wrong) {
            throw new DataException(
                    file.toString(),
                    wrong.getLocation() == null
                            ? 0
                            : Math.max(0, wrong.getLocation().getLineNr()),
                    "it is not the JSON of a model: " + wrong.getOriginalMessage() + SavedReader.ADVICE,
                    wrong);
        } catch (InvalidArgumentException | OracleException wrong) {
            String problem = String.valueOf(wrong.getMessage()).replaceFirst("\\.$", "");
            String advice = problem.contains("Maybe ") ? "" : SavedReader.ADVICE;
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
                    file.toString(), 0, "the file cannot be read: " + unreadable + SavedReader.ADVICE, unreadable);
        }
    }
}
