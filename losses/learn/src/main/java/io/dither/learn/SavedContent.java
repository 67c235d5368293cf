package io.dither.learn;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.learn.internal.Json;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Provided;
import io.dither.learn.model.Specification;
import io.dither.learn.model.Weight;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The content of model.json. The names of the components are the names of the members in the JSON. Components without a
 * description are described in {@link Fitted} and {@link SavedModel}.
 *
 * @param format {@link SavedModel#FORMAT}
 * @param version the version of the format
 * @param costModel the cost model itself, unlike the text {@link SavedModel#costModel}
 * @param epsilon {@link Fitted#epsilonWeight}
 * @param specification the result of the test whether one set of weights fits all decisions, as the only element; no
 *     element if that was not tested
 * @param costModelText {@link SavedModel#costModel}
 * @param files the copied files, by the names in the setup
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record SavedContent(
        String format,
        int version,
        Model costModel,
        double[] parameters,
        FitSettings settings,
        Weight epsilon,
        List<Weight> weights,
        double[][] covariance,
        Fitted.Status status,
        String message,
        double loss,
        List<String> unidentified,
        List<Specification> specification,
        int examples,
        String examplesSha256,
        List<Metric> heldOut,
        String costModelText,
        String trainingOracle,
        JsonNode setup,
        Map<String, String> provenance,
        Map<String, Copy> files,
        JsonNode persons) {
    /** Returns the content for a model; {@code copies} are the copies of its files, by the names in the setup. */
    static SavedContent of(SavedModel saved, Map<String, Copy> copies) {
        Fitted fitted = saved.fitted();
        Specification specification = fitted.specification();
        // the settings may leave the noise to a default or to the loss; the saved settings name the noise of the fit
        return new SavedContent(
                SavedModel.FORMAT,
                SavedModel.VERSION,
                Model.of(fitted.model()),
                fitted.parameters(),
                fitted.settings()
                        .noise(fitted.noise().text())
                        .followsLengths(fitted.noise().shapePerLength() > 0),
                fitted.epsilonWeight(),
                fitted.weights(),
                fitted.covariance(),
                fitted.status(),
                fitted.message(),
                fitted.loss(),
                fitted.unidentified(),
                specification == null ? List.of() : List.of(specification),
                fitted.examples(),
                fitted.examplesSha256(),
                saved.heldOut(),
                saved.costModel(),
                saved.trainingOracle(),
                saved.setup(),
                new TreeMap<>(saved.provenance()),
                copies,
                saved.persons());
    }

    /** A cost model: the id of its provider, its class, and its fields; no fields if they cannot be read again. */
    record Model(String provider, String type, JsonNode fields) {
        private static Model of(CostModel model) {
            String provider = Provided.providerId(model);
            boolean isReadable = !provider.isEmpty() || model.getClass().isRecord();
            return new Model(
                    provider,
                    model.getClass().getName(),
                    isReadable ? Json.MAPPER.valueToTree(model) : Json.MAPPER.createObjectNode());
        }
    }

    /** A file that is copied beside the model, with its checksum. */
    record Copy(String path, String sha256) {}
}
