package io.dither.learn.saved;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Specification;
import io.dither.learn.model.Weight;
import java.util.List;
import java.util.Map;

/** What is in model.json; what may be missing is a list of at most one. */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record Content(
        String format,
        int version,
        Model costModel,
        double[] parameters,
        FitSettings settings,
        Weight epsilon,
        List<Weight> weights,
        Fitted.Status status,
        String message,
        double loss,
        List<String> unidentified,
        List<Specification> specification,
        int examples,
        JsonNode setup,
        Map<String, String> provenance,
        Map<String, Copy> files,
        List<SavedPersons> persons) {
    record Model(String provider, String type, JsonNode fields) {}

    record Copy(String path, String sha256) {}
}
