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
 * A request for decisions: the JSON that a client sends to {@code POST /decisions}.
 *
 * @param rows the rows of the examples; a row maps the names of columns to cells. Null if the request has none
 * @param alternatives the number of further likely decisions per example
 * @param probabilities whether to return the probabilities of coordinates
 * @param samples the number of samples for alternatives and probabilities; null for the default, 1000
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
        } catch (UnrecognizedPropertyException unknown) {
            throw wrong("'" + unknown.getPropertyName() + "' is not a field of it. Maybe one of "
                    + unknown.getKnownPropertyIds());
        } catch (MismatchedInputException mismatch) {
            throw wrong(mismatch.getPath().stream()
                            .map(JsonMappingException.Reference::getFieldName)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .map(field -> "'" + field + "' is not ")
                            .orElse("it is not an object with ")
                    + expected(mismatch.getTargetType()));
        } catch (JsonProcessingException malformed) {
            throw wrong("it is not JSON such as {\"rows\": [{\"example\": \"t1\", ...}]}: "
                    + malformed.getOriginalMessage());
        } catch (IOException unreadable) {
            throw wrong("it cannot be read: " + unreadable.getMessage());
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

    /** Returns an exception about the whole request, which "it" in the problem stands for. */
    private static DataException wrong(String problem) {
        return new DataException(SOURCE, 0, problem);
    }

    /**
     * Writes the decisions of a model as JSON; throws a {@link Refusal} if the calling thread is interrupted.
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
        try (JsonGenerator json = JSON.createGenerator(out)) { // out is in memory, and throws no IOException
            json.writeStartObject();
            json.writeArrayFieldStart("decisions");
            model.decide(SOURCE, rows, forecastRequest, decided -> {
                write(json, decided);
                decisions.incrementAndGet();
            });
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return decisions.get();
    }

    private void write(JsonGenerator json, RowPredictor.Decided decided) {
        if (Thread.currentThread().isInterrupted()) {
            // a request is also interrupted at its time limit; its client then has another refusal already
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
        fields.put(valueName(example), forecast.best().cost());
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

    /** Returns what the value of a decision is called: score if the oracle maximises, cost if it minimises. */
    private static String valueName(Instance example) {
        return example.oracle().sense() == Sense.MAXIMIZE ? "score" : "cost";
    }

    private static Map<String, Object> alternative(Instance example, Predictor.Alternative other) {
        Map<String, Object> fields = decision(example, other.decision());
        fields.put("probability", other.probability());
        fields.put(valueName(example), other.cost());
        return fields;
    }

    /**
     * Returns the text of a decision, as a history has it. If the data of the model name the coordinates, its nonzero
     * values by these names follow.
     */
    private static Map<String, Object> decision(Instance example, Vertex y) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("decision", example.text(y));
        if (!example.coordinates().isEmpty()) { // the data have names; names() may return those of the oracle
            fields.put("values", values(example, y, 0));
        }
        return fields;
    }

    /** Returns the values of coordinates by name, without those whose absolute value is at most {@code negligible}. */
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
