package io.dither.learn.internal;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dither.oracle.InexactPolicy;
import java.util.Map;
import java.util.Set;

/** How settings and models are written as JSON: by their fields, whatever questions they answer. */
public final class Json {
    /** A policy is its text. */
    private interface PolicyText {
        @JsonCreator
        static InexactPolicy parse(String text) {
            return InexactPolicy.parse(text);
        }

        @Override
        @JsonValue
        String toString();
    }

    public static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(InexactPolicy.class, PolicyText.class)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfigDefaults(all -> all.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .build();

    private Json() {}

    /** Returns the place of a member that is null, outside those members that may hold anything; empty if there is none. */
    public static String nullAt(String place, String parent, JsonNode node, Set<String> free) {
        if (node.isNull() && !free.contains(parent)) {
            return place;
        }
        String path = "";
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            path = path.isEmpty() ? nullAt(place + "." + member.getKey(), place, member.getValue(), free) : path;
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            path = path.isEmpty() ? nullAt(place + "[" + i + "]", place, node.get(i), free) : path;
        }
        return path;
    }
}
