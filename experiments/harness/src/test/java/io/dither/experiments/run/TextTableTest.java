package io.dither.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.experiments.text.Numbers;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void numbersWithMinusSignsAreAlignedToTheRight() {
        String text = new TextTable("fit", "log")
                .row(Numbers.fixed(-1.5, 1), "1")
                .row(Numbers.fixed(-12, 1), Numbers.text(-1e-9))
                .row(Numbers.fixed(Double.NaN, 1), Numbers.UNKNOWN)
                .toString();
        assertEquals("""
                  fit         log
                 \u22121.5           1
                \u221212.0  \u22121.000e\u221209
                  NaN           \u2013
                """, text);
    }
}
