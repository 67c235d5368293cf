package io.dither.learn.saved;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.error.RegularFile;
import io.dither.learn.CostModelProvider;
import io.dither.learn.internal.Json;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.people.KnownPersons;
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
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model as a folder: {@code model.json} and the files that its decisions need, with their checksums. A model of another
 * version of the format is refused. What was fitted is kept, but not how the search went.
 *
 * @param fitted what was fitted; without progress once loaded
 * @param setup how features and oracles are made of rows, for whoever reads rows
 * @param provenance where it comes from: checksums of data, seed, versions
 * @param files the files that the setup names, by these names
 * @param persons what decides for each person, or null if all have one taste; what was fitted then has the mean tastes
 */
public record SavedModel(
        Fitted fitted,
        JsonNode setup,
        Map<String, String> provenance,
        Map<String, Path> files,
        @Nullable KnownPersons persons) {
    /** What the files of this version say. */
    public static final int VERSION = 5;

    private static final String FORMAT = "dither-model";
    private static final String NAME = "model.json";
    private static final String CUT = ". Maybe the file was cut off or edited, or a later program saved it";
    private static final String FILES = "files";
    private static final Set<String> FREE = Set.of("model.setup", "model.costModel.fields");

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
        return new SavedModel(fitted, Json.MAPPER.valueToTree(setup), provenance, files, null);
    }

    /**
     * {@return the same with tastes of persons}
     *
     * @param known what decides for each person
     */
    public SavedModel with(KnownPersons known) {
        return new SavedModel(known.mean(), setup, provenance, files, known);
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
            Map<String, Content.Copy> copies = new LinkedHashMap<>();
            files.forEach((name, file) -> copies.put(name, copy(file, folder)));
            CostModel model = fitted.model();
            boolean readable = !model.provider().isEmpty();
            Content content = new Content(
                    FORMAT,
                    VERSION,
                    new Content.Model(
                            model.provider(),
                            model.getClass().getName(),
                            readable ? Json.MAPPER.valueToTree(model) : Json.MAPPER.createObjectNode()),
                    fitted.parameters(),
                    fitted.settings()
                            .with("noise", fitted.noise().text())
                            .with("followsLengths", fitted.noise().shapePerLength() > 0),
                    fitted.ofEpsilon(),
                    fitted.weights(),
                    fitted.status(),
                    fitted.message(),
                    fitted.loss(),
                    fitted.unidentified(),
                    fitted.specification() == null ? List.of() : List.of(fitted.specification()),
                    fitted.examples(),
                    setup,
                    new TreeMap<>(provenance),
                    copies,
                    persons == null ? List.of() : List.of(SavedPersons.of(persons)));
            AtomicFile.write(folder.resolve(NAME), Seal.on(Json.MAPPER.writeValueAsString(content)));
        } catch (IOException failure) {
            throw AtomicFile.unwritable(folder, failure);
        }
    }

    private static Content.Copy copy(Path file, Path folder) {
        String sum = Checksums.sha256(file);
        String name = sum.substring(0, 12) + "-" + file.getFileName();
        Path copy = folder.resolve(FILES).resolve(name);
        if (!Files.exists(copy) || !Checksums.sha256(copy).equals(sum)) {
            AtomicFile.copy(file, copy);
        }
        return new Content.Copy(FILES + "/" + name, sum);
    }

    /**
     * Reads a model with the plugins on the class path.
     *
     * @param place the folder, or its model.json
     * @return the model
     * @throws DataException if it is not a model of this version, or a file has changed
     */
    public static SavedModel load(Path place) {
        return load(place, PluginCatalogue.discover());
    }

    /**
     * Reads a model.
     *
     * @param place the folder, or its model.json
     * @param catalogue where its cost model and its noise are found
     * @return the model
     * @throws DataException if it is not a model of this version, or a file has changed
     */
    public static SavedModel load(Path place, PluginCatalogue catalogue) {
        Path file = Files.isDirectory(place) ? place.resolve(NAME) : place;
        String text = text(file);
        try {
            return new Reader(file, catalogue).read(text, Json.MAPPER.readTree(text));
        } catch (JsonProcessingException wrong) {
            throw new DataException(
                    file.toString(),
                    wrong.getLocation() == null
                            ? 0
                            : Math.max(0, wrong.getLocation().getLineNr()),
                    "it is not the JSON of a model: " + wrong.getOriginalMessage() + CUT,
                    wrong);
        } catch (InvalidArgumentException | OracleException wrong) {
            String problem = String.valueOf(wrong.getMessage()).replaceFirst("\\.$", "");
            throw new DataException(file.toString(), 0, problem + CUT, wrong);
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
            throw new DataException(file.toString(), 0, "the file cannot be read: " + unreadable + CUT, unreadable);
        }
    }

    private record Reader(Path file, PluginCatalogue catalogue) {
        DataException wrong(String problem) {
            return new DataException(file.toString(), 0, problem + CUT);
        }

        SavedModel read(String text, JsonNode root) throws JsonProcessingException {
            if (!root.path("format").asText().equals(FORMAT)) {
                throw wrong("it is not a saved model: its format is '"
                        + root.path("format").asText() + "', not '" + FORMAT + "'");
            }
            if (root.path("version").asInt() != VERSION) {
                throw wrong("its version is " + root.path("version").asText() + ", but this program reads version "
                        + VERSION);
            }
            JsonNode seal = ((ObjectNode) root).remove(Seal.MEMBER);
            if (!Seal.isIntact(text, seal == null ? null : seal.asText())) {
                throw new DataException(
                        file.toString(),
                        0,
                        "it has changed since the model was saved. Maybe learn again, or " + Seal.UNDO);
            }
            String missing = Json.nullAt("model", "", root, FREE);
            if (!missing.isEmpty()) {
                throw wrong("it has no value at " + missing);
            }
            Content content = Json.MAPPER.treeToValue(root, Content.class);
            Map<String, Path> files = new LinkedHashMap<>();
            content.files().forEach((name, copy) -> files.put(name, verified(copy)));
            Fitted fitted = fitted(content);
            KnownPersons persons = content.persons().stream()
                    .findFirst()
                    .map(one -> one.about(fitted))
                    .orElse(null);
            return new SavedModel(fitted, content.setup(), content.provenance(), files, persons);
        }

        private Fitted fitted(Content content) throws JsonProcessingException {
            Content.Model saved = content.costModel();
            if (saved.provider().isEmpty()) {
                throw new DataException(
                        file.toString(),
                        0,
                        "its cost model " + saved.type()
                                + " has no provider to read it. Maybe name one in provider() and learn again");
            }
            CostModel model = catalogue
                    .find(CostModelProvider.class, saved.provider())
                    .provider()
                    .read(saved.fields());
            int names = model.names().size() + model.effects().size();
            if (content.parameters().length != names) {
                throw wrong("it has " + content.parameters().length + " parameters for " + names + " names");
            }
            return new Fitted(
                    model,
                    content.parameters(),
                    content.settings(),
                    content.epsilon(),
                    content.weights(),
                    content.status(),
                    content.message(),
                    content.loss(),
                    content.unidentified(),
                    NoiseModel.parse(
                            content.settings().noise(), content.settings().followsLengths(), catalogue),
                    content.examples(),
                    0,
                    List.of(),
                    content.specification().stream().findFirst().orElse(null));
        }

        private Path verified(Content.Copy saved) {
            Path copy = file.resolveSibling(Arguments.path(saved.path())).normalize();
            if (!copy.toAbsolutePath()
                    .startsWith(file.toAbsolutePath().normalize().getParent())) {
                throw wrong("it names " + copy + ", a file outside its folder");
            }
            if (!Checksums.sha256(copy).equals(saved.sha256())) {
                throw new DataException(
                        copy.toString(), 0, "it has changed since the model was saved. Maybe learn again");
            }
            return copy;
        }
    }
}
