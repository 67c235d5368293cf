package io.dither.learn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.error.InvalidArgumentException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @EnumSource
    void everyStatusIsSaved(WeightStatus status) throws JsonProcessingException {
        boolean speaksOfParts = status == WeightStatus.OF_NEAR_ZERO || status == WeightStatus.BESIDE_NEAR_ZERO;
        for (List<String> parts : List.of(List.of("spread of a"), List.of("spread of a", "spread of b"))) {
            Weight weight = Weight.of("a", Interval.of(2, 0.5)).withStatus(status, speaksOfParts ? parts : List.of());
            ObjectNode json = MAPPER.valueToTree(weight);
            assertEquals(status.name(), json.path("status").asText());
            assertEquals(weight.note(), json.path("note").asText());
            assertEquals(weight, MAPPER.treeToValue(json, Weight.class));
            // early files have the note alone
            json.remove(List.of("status", "parts"));
            Weight.addMissingStatuses(MAPPER.createArrayNode().add(json));
            assertEquals(weight, MAPPER.treeToValue(json, Weight.class));
        }
    }

    @Test
    void theStatusOfEarlierModelsIsRead() throws JsonProcessingException {
        ObjectNode json =
                MAPPER.valueToTree(Weight.of("a", Interval.of(2, Double.NaN), WeightStatus.NO_FINITE_ESTIMATE));
        json.put("status", "ENDLESS");
        assertEquals(
                WeightStatus.NO_FINITE_ESTIMATE,
                MAPPER.treeToValue(json, Weight.class).status());
        json.remove("status");
        json.put("note", "has no end");
        Weight.addMissingStatuses(json);
        assertEquals("NO_FINITE_ESTIMATE", json.path("status").asText());
    }

    @Test
    void aNoteThatIsNoneIsRefused() {
        ObjectNode json = MAPPER.valueToTree(Weight.of("a", Interval.of(2, 0.5)));
        json.remove("status");
        json.put("note", "a hunch");
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> Weight.addMissingStatuses(json));
        assertTrue(refused.getMessage().contains("'a hunch' is not a note of a weight"), refused.getMessage());
    }
}
