package io.dither.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.plugin.Parameter.Type;
import org.junit.jupiter.api.Test;

class ParameterTest {
    @Test
    void aDefaultThatTheTypeCannotReadIsRefused() {
        for (Type type : new Type[] {Type.INTEGER, Type.REAL, Type.REALS, Type.FLAG}) {
            InvalidArgumentException refused = assertThrows(
                    InvalidArgumentException.class,
                    () -> Parameter.of("most", type, "5").withDefault("working days in a row"));
            assertTrue(refused.getMessage().contains("'most', 'working days in a row'"), refused.getMessage());
        }
        assertThrows(
                InvalidArgumentException.class,
                () -> Parameter.of("n", Type.INTEGER, "a number").withDefault("1.5"));
    }

    @Test
    void othersAreTaken() {
        assertEquals(
                "5",
                Parameter.of("n", Type.INTEGER, "a number").withDefault("5").defaultText());
        assertEquals(
                "1e-3",
                Parameter.of("x", Type.REAL, "a number").withDefault("1e-3").defaultText());
        assertEquals(
                "(1,2.5)",
                Parameter.of("x", Type.REALS, "numbers").withDefault("(1,2.5)").defaultText());
        assertEquals(
                "true",
                Parameter.of("x", Type.FLAG, "a flag").withDefault("true").defaultText());
        assertEquals(
                "any text",
                Parameter.of("x", Type.TEXT, "a text").withDefault("any text").defaultText());
    }
}
