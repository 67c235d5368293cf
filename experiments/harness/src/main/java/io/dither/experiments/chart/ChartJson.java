package io.dither.experiments.chart;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Reads charts from JSON, in which null stands for NaN. */
final class ChartJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addDeserializer(double.class, new Number())
                    .addDeserializer(double[].class, new Vector()))
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private ChartJson() {}

    static Optional<Chart> read(JsonNode json) {
        try {
            return Optional.ofNullable(MAPPER.treeToValue(json, Chart.class));
        } catch (JsonProcessingException other) {
            return Optional.empty();
        }
    }

    private static final class Number extends JsonDeserializer<Double> {
        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return json.getValueAsDouble(Double.NaN);
        }

        @Override
        public Double getNullValue(DeserializationContext context) {
            return Double.NaN;
        }
    }

    private static final class Vector extends JsonDeserializer<double[]> {
        @Override
        public double[] deserialize(JsonParser json, DeserializationContext context) throws IOException {
            JsonNode list = json.readValueAsTree();
            double[] vector = new double[list.size()];
            Arrays.setAll(vector, i -> list.get(i).asDouble(Double.NaN));
            return vector;
        }
    }
}
