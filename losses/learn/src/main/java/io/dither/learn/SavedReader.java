package io.dither.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.learn.internal.Json;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Weight;
import io.dither.plugin.PluginCatalogue;
import io.dither.storage.Checksums;
import io.dither.storage.Seal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a saved model.
 *
 * @param file model.json
 * @param catalogue the cost models and noises by name
 * @param modelClass the class that the caller names, for a cost model without a provider; {@code CostModel} if the
 *     caller names none
 */
record SavedReader(Path file, PluginCatalogue catalogue, Class<? extends CostModel> modelClass) {
    /** The advice at the end of messages. */
    static final String ADVICE = ". Maybe the file was cut off or edited, or a later program saved it";

    /** The paths of objects whose members may be null: other programs, or the cost model, define these members. */
    private static final Set<String> NULLABLE = Set.of("model.setup", "model.costModel.fields");

    /** The values of members that early models of this version do not have. */
    private static final Map<String, Object> DEFAULTS = Map.of("examplesSha256", "", "heldOut", List.of());

    /** Returns the exception for a file that is damaged, or is not a saved model. */
    DataException wrong(String problem) {
        return new DataException(file.toString(), 0, problem + ADVICE);
    }

    /**
     * Reads a model.
     *
     * @param text the text of model.json
     * @param root the same text as JSON; changed here to the present form, without the seal
     */
    SavedModel read(String text, JsonNode root) throws JsonProcessingException {
        if (!root.path("format").asText().equals(SavedModel.FORMAT)) {
            throw wrong("it is not a saved model: its format is '"
                    + root.path("format").asText() + "', not '" + SavedModel.FORMAT + "'");
        }
        requireVersion(root.path("version"));
        JsonNode seal = ((ObjectNode) root).remove(Seal.MEMBER);
        if (!Seal.isIntact(text, seal == null ? null : seal.asText())) {
            throw DataException.of(
                    file, "it has changed since the model was saved. Maybe learn again, or " + Seal.KEEP_CHANGE);
        }
        String missing = Json.pathOfNull("model", "", root, NULLABLE);
        if (!missing.isEmpty()) {
            throw wrong("it has no value at " + missing);
        }
        DEFAULTS.forEach((name, value) -> ((ObjectNode) root).putIfAbsent(name, Json.MAPPER.valueToTree(value)));
        Weight.addMissingStatuses(root);
        addTexts((ObjectNode) root);
        changeFormerSettings(root.path("settings"));
        SavedContent content = Json.MAPPER.treeToValue(root, SavedContent.class);
        Map<String, Path> files = new LinkedHashMap<>();
        content.files().forEach((name, copy) -> files.put(name, verified(copy)));
        Fitted fitted = fitted(content);
        return SavedModel.of(fitted, content.setup(), content.provenance(), files)
                .withPersons(fitted, content.persons())
                .withHeldOut(content.heldOut())
                .withTexts(content.costModelText(), content.trainingOracle());
    }

    /**
     * Adds the texts with which the model can be learnt again. Early models have them only in their provenance, where
     * they have other names.
     */
    private static void addTexts(ObjectNode root) {
        JsonNode provenance = root.path("provenance");
        Map.of("costModelText", "cost model", "trainingOracle", "trained on")
                .forEach((name, formerName) -> root.putIfAbsent(
                        name, root.textNode(provenance.path(formerName).asText())));
    }

    /** Removes a setting that only early models have, and replaces a kind of standard errors that no longer exists. */
    private static void changeFormerSettings(JsonNode saved) {
        if (saved instanceof ObjectNode settings) {
            settings.remove("shareSearches");
            if (settings.path("errors").asText().equals("LIKELIHOOD")) {
                settings.put("errors", FitSettings.Errors.BOOTSTRAP.name());
            }
        }
    }

    private void requireVersion(JsonNode version) {
        if (!version.canConvertToInt()) {
            throw wrong("it has no version");
        }
        int number = version.asInt();
        if (number > SavedModel.VERSION) {
            throw refused(
                    number, "this program reads no version after " + SavedModel.VERSION + ". Maybe use a newer Dither");
        }
        if (number < SavedModel.FIRST_VERSION) {
            throw refused(
                    number, "this program reads no version before " + SavedModel.FIRST_VERSION + ". Maybe learn again");
        }
    }

    private DataException refused(int version, String reason) {
        return new DataException(file.toString(), 0, "its version is " + version + ", but " + reason);
    }

    private Fitted fitted(SavedContent content) throws JsonProcessingException {
        CostModel model = costModel(content.costModel());
        int count = model.names().size() + GroupEffects.of(model).size(); // an effect is a parameter with its own name
        if (content.parameters().length != count) {
            throw wrong("it has " + content.parameters().length + " parameters for " + count + " names");
        }
        FitSettings settings = content.settings();
        // a loss that is a likelihood has its own noise; other losses use the noise of the settings
        NoiseModel noise = NoiseModel.ofLoss(settings.loss(), catalogue)
                .orElseGet(() -> NoiseModel.parse(settings.noise(), settings.followsLengths(), catalogue));
        // a loss other than the Fenchel-Young loss and moments may be a likelihood, which gives the probabilities of
        // decisions
        return Fitted.of(model, content.parameters(), settings.noise(noise.text()), noise)
                .epsilonWeight(content.epsilon())
                .weights(content.weights())
                .covariance(content.covariance())
                .status(content.status())
                .message(content.message())
                .loss(content.loss())
                .unidentified(content.unidentified())
                .examples(content.examples())
                .specification(content.specification().stream().findFirst().orElse(null))
                .examplesSha256(content.examplesSha256())
                .likelihood(
                        settings.usesNoise() ? Optional.empty() : DecisionLikelihood.find(settings.loss(), catalogue))
                .build();
    }

    private CostModel costModel(SavedContent.Model saved) throws JsonProcessingException {
        if (modelClass.getName().equals(saved.type())) {
            return Json.MAPPER.treeToValue(saved.fields(), modelClass);
        }
        if (saved.provider().isEmpty()) {
            String name = saved.type().substring(saved.type().lastIndexOf('.') + 1);
            throw new DataException(
                    file.toString(),
                    0,
                    "its cost model " + saved.type() + " is a class of your own"
                            + (saved.fields().isEmpty()
                                    ? ", which is not a record, or has no components. Maybe load a record by its class, or learn again with a record or a plugin"
                                    : ". Maybe load it in Java by Predictor.load(place, " + name.replace('$', '.')
                                            + ".class), or name a plugin in provider()"));
        }
        return catalogue
                .find(CostModelProvider.class, saved.provider())
                .provider()
                .read(saved.fields());
    }

    /** Returns the path of a file of the model, after a check of its folder and its checksum. */
    private Path verified(SavedContent.Copy saved) {
        Path copy = file.resolveSibling(Arguments.path(saved.path())).normalize();
        if (!copy.toAbsolutePath()
                .normalize()
                .startsWith(file.toAbsolutePath().normalize().getParent())) {
            throw wrong("it names " + copy + ", a file outside its folder");
        }
        if (!Checksums.sha256(copy).equals(saved.sha256())) {
            throw new DataException(copy.toString(), 0, "it has changed since the model was saved. Maybe learn again");
        }
        return copy;
    }
}
