package io.dither.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * An HTTP response.
 *
 * @param status the HTTP status code
 * @param type the media type
 * @param body the body: the bytes of these buffers, one after the other
 */
record Answer(int status, String type, List<ByteBuffer> body) {
    static final String JSON = "application/json";

    /** Returns a response with a value that Jackson can write, such as a map. */
    static Answer json(int status, Object value) {
        try {
            return new Answer(status, JSON, List.of(ByteBuffer.wrap(Question.JSON.writeValueAsBytes(value))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Answer error(int status, String message) {
        return json(status, Map.of("error", message));
    }

    static Answer text(String type, String body) {
        return new Answer(200, type, List.of(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8))));
    }

    long bytes() {
        return body.stream().mapToLong(ByteBuffer::remaining).sum();
    }
}
