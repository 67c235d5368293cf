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

/** Writes and reads settings and models as JSON by their fields, not by their getters. */
public final class Json {
    /** Makes Jackson write and read a policy as its text. */
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

    /**
     * Returns the path, such as {@code model.weights[2].name}, of the first null in a node that is not allowed there;
     * empty if there is none.
     *
     * @param path the path of the node
     * @param parent the path of the object or array that contains the node
     * @param nullable the paths of objects and arrays that may directly contain nulls
     */
    public static String pathOfNull(String path, String parent, JsonNode node, Set<String> nullable) {
        if (node.isNull() && !nullable.contains(parent)) {
            return path;
        }
        String nullPath = "";
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            nullPath = nullPath.isEmpty()
                    ? pathOfNull(path + "." + member.getKey(), path, member.getValue(), nullable)
                    : nullPath;
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            nullPath = nullPath.isEmpty() ? pathOfNull(path + "[" + i + "]", path, node.get(i), nullable) : nullPath;
        }
        return nullPath;
    }
}
