package io.dither.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.learn.model.Interval;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void saysWhichIsBetterByHowMuchAndHowSure() {
        assertEquals(
                "a is better than b by 1.50 points (95 %: 0.52 to 2.48)",
                Verdict.of("a", "b", Interval.of(1.5, 0.5), "points"));
        assertEquals(
                "a is worse than b by 1.50 points (95 %: 0.52 to 2.48)",
                Verdict.of("a", "b", Interval.of(-1.5, 0.5), "points"));
        assertEquals(
                "a and b are not told apart: +0.50 points (95 %: -0.48 to 1.48)",
                Verdict.of("a", "b", Interval.of(0.5, 0.5), "points"));
        assertEquals("a and b are equal", Verdict.of("a", "b", Interval.of(0, 0), "points"));
        assertEquals("7.19 %", Verdict.percent(0.07192));
    }
}
