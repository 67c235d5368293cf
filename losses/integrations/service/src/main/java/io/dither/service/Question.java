package io.dither.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dither.data.Instance;
import io.dither.data.setup.RowPredictor;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.learn.Forecast;
import io.dither.learn.Predictor;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A request for decisions.
 *
 * @param rows the examples, by the columns that the model reads
 * @param alternatives the number of further likely decisions per example
 * @param probabilities whether to return the probabilities of coordinates
 * @param samples the number of samples for alternatives and probabilities. Default: 1000
 * @param seed the seed of the noise. Default: 0
 */
record Question(
        @Nullable List<Map<String, Object>> rows,
        int alternatives,
        boolean probabilities,
        @JsonProperty(defaultValue = "1000") @Nullable Integer samples,
        long seed) {
    static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // clients may send ever new names
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    /** The name of the source in messages about the rows of a client. */
    static final String SOURCE = "request";

    private static final int DEFAULT_SAMPLES = 1000;
    private static final int MAX_SAMPLES = 100_000;
    /** Probabilities up to this one are left out, so that answers stay short. */
    private static final double NEGLIGIBLE_PROBABILITY = 1e-3;

    static Question parse(byte[] body) {
        try {
            Question question = JSON.readValue(body, Question.class);
            if (question == null) {
                throw wrong("it is null. Maybe {\"rows\": [{\"example\": \"t1\", ...}]}");
            }
            return question;
        } catch (UnrecognizedPropertyException other) {
            throw wrong("'" + other.getPropertyName() + "' is not a field of it. Maybe one of "
                    + other.getKnownPropertyIds());
        } catch (MismatchedInputException other) {
            throw wrong(other.getPath().stream()
                            .map(JsonMappingException.Reference::getFieldName)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .map(field -> "'" + field + "' is not ")
                            .orElse("it is not an object with ")
                    + expected(other.getTargetType()));
        } catch (JsonProcessingException other) {
            throw wrong(
                    "it is not JSON such as {\"rows\": [{\"example\": \"t1\", ...}]}: " + other.getOriginalMessage());
        } catch (IOException other) {
            throw wrong("it cannot be read: " + other.getMessage());
        }
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == boolean.class) {
            return "true or false";
        }
        return type == int.class || type == long.class || type == Integer.class
                ? "a whole number in its range"
                : "rows such as {\"rows\": [{\"example\": \"t1\", ...}]}";
    }

    private static DataException wrong(String problem) {
        return new DataException(SOURCE, 0, problem);
    }

    /**
     * Writes the decisions of a model as JSON; throws a {@link Refusal} if its thread is interrupted.
     *
     * @param out receives the response, decision by decision
     * @return the number of decisions
     */
    int answer(RowPredictor model, OutputStream out) {
        if (rows == null || rows.isEmpty()) {
            throw wrong("it has no rows. Maybe {\"rows\": [{\"example\": \"t1\", ...}]}");
        }
        int sampleCount = samples == null ? DEFAULT_SAMPLES : Arguments.between("samples", samples, 1, MAX_SAMPLES);
        Forecast.Request forecastRequest = new Forecast.Request(probabilities, alternatives, sampleCount, seed);
        AtomicInteger decisions = new AtomicInteger();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("decisions");
            model.decide(SOURCE, rows, forecastRequest, decided -> {
                write(json, decided);
                decisions.incrementAndGet();
            });
            json.writeEndArray();
            json.writeEndObject();
            // the stream is a buffer in memory, which throws no IOException
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return decisions.get();
    }

    private void write(JsonGenerator json, RowPredictor.Decided decided) {
        if (Thread.currentThread().isInterrupted()) {
            throw new Refusal(503, "the service stops");
        }
        try {
            json.writePOJO(fields(decided));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Map<String, Object> fields(RowPredictor.Decided decided) {
        Instance example = decided.example();
        Forecast forecast = decided.forecast();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("example", example.id());
        fields.putAll(decision(example, forecast.best().decision()));
        fields.put(objective(example), forecast.best().cost());
        if (probabilities) {
            fields.put("probabilities", values(example, forecast.probabilities(), NEGLIGIBLE_PROBABILITY));
        }
        if (alternatives > 0) {
            fields.put(
                    "alternatives",
                    forecast.alternatives().stream()
                            .map(other -> alternative(example, other))
                            .toList());
        }
        return fields;
    }

    /** Returns the name of the objective: score for maximisers, cost for minimisers. */
    private static String objective(Instance example) {
        return example.oracle().sense() == Sense.MAXIMIZE ? "score" : "cost";
    }

    private static Map<String, Object> alternative(Instance example, Predictor.Alternative other) {
        Map<String, Object> fields = decision(example, other.decision());
        fields.put("probability", other.probability());
        fields.put(objective(example), other.cost());
        return fields;
    }

    /**
     * Returns the decision in the format of a history, and its nonzero values by name if the data of the model name the
     * coordinates.
     */
    private static Map<String, Object> decision(Instance example, Vertex y) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("decision", example.text(y));
        if (!example.coordinates().isEmpty()) { // names from the data only; names() may also be the oracle's
            fields.put("values", values(example, y, 0));
        }
        return fields;
    }

    /** Returns the values of coordinates by name, without those whose size is at most {@code negligible}. */
    private static Map<String, Double> values(Instance example, Vertex y, double negligible) {
        Map<String, Double> values = new LinkedHashMap<>();
        List<String> names = example.names();
        double[] coordinates = y.toArray();
        for (int j = 0; j < coordinates.length; j++) {
            if (Math.abs(coordinates[j]) > negligible) {
                values.put(names.get(j), coordinates[j]);
            }
        }
        return values;
    }
}
