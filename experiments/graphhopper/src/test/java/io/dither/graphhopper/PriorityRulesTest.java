package io.dither.graphhopper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriorityRulesTest {
    private static final double[] MINUTES = {1, 2, 3, 4};
    private static final double[] KM = {1, 1, 2, 5};
    private static final Map<String, List<String>> CLASSES =
            Map.of("road_class", List.of("road_class == A", "road_class == B", "road_class == A", "road_class == B"));

    @Test
    void costsByClassAreSaidExactly() {
        double[] cost = {2 + 0.5, 6 + 0.5, 6 + 1, 12 + 2.5}; // 2 and 3 per minute, 0.5 per km
        PriorityRules rules = new PriorityRules(cost, MINUTES, KM, 0.5, CLASSES);
        assertEquals(0, rules.residual(), 1e-12);
        assertEquals(List.of("road_class"), rules.columns());
        assertEquals(2, rules.costPerMinuteAtPriority1(), 1e-12);
        assertEquals(
                List.of(
                        Map.of("if", "road_class == A", "multiply_by", "1"),
                        Map.of("else", "", "multiply_by", "0.666666667")),
                rules.statements());
    }

    @Test
    void whatNoColumnExplainsIsTheResidual() {
        double[] cost = {1, 4, 9, 16};
        PriorityRules rules = new PriorityRules(cost, MINUTES, KM, 0, CLASSES);
        assertTrue(rules.residual() > 0.05, () -> String.valueOf(rules.residual()));
        assertEquals(0, rules.residual(MINUTES), 1e-12);
    }
}
