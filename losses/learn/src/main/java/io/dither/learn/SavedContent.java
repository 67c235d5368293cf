package io.dither.learn;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Specification;
import io.dither.learn.model.Weight;
import java.util.List;
import java.util.Map;

/** What model.json holds. */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
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
        JsonNode setup,
        Map<String, String> provenance,
        Map<String, Copy> files,
        JsonNode persons) {
    record Model(String provider, String type, JsonNode fields) {}

    record Copy(String path, String sha256) {}
}
