package io.dither.experiments.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class OutputProperties {
    @Property(seed = "1")
    void doublesReadBackToTheSameBits(@ForAll double[] vector) throws JsonProcessingException {
        String json = JsonOutput.text(Map.of("vector", vector));
        double[] read = new ObjectMapper()
                .readTree(json)
                .get("vector")
                .valueStream()
                .mapToDouble(node -> node.asDouble())
                .toArray();
        assertArrayEquals(vector, read);
    }

    @Property(seed = "2", tries = 100)
    void keysKeepTheirOrder(@ForAll @Size(max = 8) List<String> keys) throws JsonProcessingException {
        Map<String, Integer> map = new LinkedHashMap<>();
        keys.forEach(key -> map.put(key, key.length()));
        List<String> read = new java.util.ArrayList<>();
        new ObjectMapper().readTree(JsonOutput.text(map)).fieldNames().forEachRemaining(read::add);
        assertEquals(List.copyOf(map.keySet()), read);
    }

    @Example
    void whatJsonDoesNotHaveIsNull() {
        assertEquals(
                "[ null, null, [ null, 1.0 ] ]",
                JsonOutput.text(List.of(Double.NaN, Double.POSITIVE_INFINITY, new double[] {Double.NaN, 1})));
    }

    @Property(seed = "3", tries = 100)
    void everyCellOfATableStandsInItsColumn(@ForAll @Size(min = 1, max = 6) List<Integer> numbers) {
        TextTable table = new TextTable("name", "number");
        numbers.forEach(number -> table.row("n", number));
        List<String> lines = table.toString().lines().toList();
        assertEquals(numbers.size() + 1, lines.size());
        for (int i = 0; i < numbers.size(); i++) {
            assertTrue(lines.get(i + 1).endsWith(" " + numbers.get(i)), table.toString());
            assertEquals(lines.get(0).length(), lines.get(i + 1).length());
        }
    }
}
