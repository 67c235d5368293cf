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
                    () -> Parameter.optional("most", type, "working days in a row", "5"));
            assertTrue(refused.getMessage().contains("'most', 'working days in a row'"), refused.getMessage());
        }
        assertThrows(InvalidArgumentException.class, () -> Parameter.optional("n", Type.INTEGER, "1.5", "a number"));
    }

    @Test
    void othersAreTaken() {
        assertEquals("5", Parameter.optional("n", Type.INTEGER, "5", "a number").defaultText());
        assertEquals(
                "1e-3", Parameter.optional("x", Type.REAL, "1e-3", "a number").defaultText());
        assertEquals(
                "(1,2.5)",
                Parameter.optional("x", Type.REALS, "(1,2.5)", "numbers").defaultText());
        assertEquals(
                "true", Parameter.optional("x", Type.FLAG, "true", "a flag").defaultText());
        assertEquals(
                "any text",
                Parameter.optional("x", Type.TEXT, "any text", "a text").defaultText());
    }
}
