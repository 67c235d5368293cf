package io.dither.experiments.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/**
 * JSON for machines: keys in the order of the map or record, doubles with all digits (reading them gives the same
 * bits), and null for NaN and infinity, which JSON does not have.
 */
public final class JsonOutput {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(doubleSerializers()).build();

    private static final ObjectWriter WRITER =
            MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private JsonOutput() {}

    /**
     * Writes a value as JSON text.
     *
     * @param value maps, lists, records, arrays, numbers, words
     * @return the text, without a newline at its end
     */
    public static String text(Object value) {
        return text(WRITER, value);
    }

    /** Writes a value on one line. */
    static String line(Object value) {
        return text(MAPPER.writer(), value);
    }

    private static String text(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("a value that cannot be JSON", unwritable);
        }
    }

    private static SimpleModule doubleSerializers() {
        return new SimpleModule()
                .addSerializer(Double.class, new Doubles())
                .addSerializer(double.class, new Doubles())
                .addSerializer(double[].class, new Vectors());
    }

    private static void write(double value, JsonGenerator json) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    private static final class Doubles extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider serializers) throws IOException {
            write(value, json);
        }
    }

    private static final class Vectors extends JsonSerializer<double[]> {
        @Override
        public void serialize(double[] vector, JsonGenerator json, SerializerProvider serializers) throws IOException {
            json.writeStartArray();
            for (double value : vector) {
                write(value, json);
            }
            json.writeEndArray();
        }
    }
}
