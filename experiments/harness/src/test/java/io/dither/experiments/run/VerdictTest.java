package io.dither.experiments.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.learn.model.Interval;
import java.util.List;
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
                "a and b do not differ significantly: +0.50 points (95 %: -0.48 to 1.48)",
                Verdict.of("a", "b", Interval.of(0.5, 0.5), "points"));
        assertEquals("a and b are equal", Verdict.of("a", "b", Interval.of(0, 0), "points"));
        assertEquals("a and b are equal", Verdict.of("a", "b", 0, Double.NaN, Double.NaN, "points"));
        assertEquals("7.19 %", Verdict.percent(0.07192));
    }

    /** As p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") of R. */
    @Test
    void manyTestsAreCorrected() {
        assertArrayEquals(
                new double[] {0.03, 0.06, Double.NaN, 0.06, 0.02},
                Verdict.holm(0.01, 0.04, Double.NaN, 0.03, 0.005),
                1e-15);
        assertArrayEquals(new double[] {1, 1}, Verdict.holm(0.9, 0.8));
        // p of .0455, .0027 and .0124: the least alone is below .05 / 3, then .0124 below .05 / 2
        List<Interval> differences =
                List.of(Interval.of(2, 1), Interval.of(-3, 1), Interval.of(5, 2), Interval.of(0, Double.NaN));
        assertArrayEquals(new int[] {1, -1, 1, 0}, Verdict.signs(differences));
        assertArrayEquals(
                new int[] {0, -1, 0}, Verdict.signs(List.of(Interval.of(2, 1), Interval.of(-3, 1), Interval.of(2, 1))));
    }
}
