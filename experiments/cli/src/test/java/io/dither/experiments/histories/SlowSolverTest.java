package io.dither.experiments.histories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of fits that take long, by a clock of the test's own. */
class SlowSolverTest {
    private static final FitSettings USUAL = FitSettings.USUAL.with("samples", 10);

    private static List<String> lines(double solve, FitSettings settings) {
        return new SolvePlan(solve, 60, 2, 3, 0, settings).lines();
    }

    @Test
    void hoursAreToldWithWhatShortensThemInOrder() {
        List<String> lines = lines(5, USUAL);
        assertEquals("one solve takes 5 s: expect about 42 h for the search, and 4 days for intervals", lines.get(0));
        assertEquals(
                "shorter, in this order: a limit or a gap in the oracle's text, with --inexact; --pooled (about 10 h);"
                        + " --samples 5 (about 21 h); --errors none now, and 'dither intervals' later",
                lines.get(1));
        assertEquals(List.of(), lines(1e-4, USUAL));
        assertEquals(List.of(), lines(Double.NaN, USUAL));
        assertEquals(
                "one solve takes 0.10 s: expect about 5 min for the search",
                lines(0.1, USUAL.with("loss", "spo-plus")).get(0));
    }

    private static String told(boolean terminal, long secondsPerPart) {
        StringWriter text = new StringWriter();
        long[] now = {0};
        try (PassLine line = new PassLine(new PrintWriter(text), terminal, () -> now[0])) {
            for (int pass = 1; pass <= 3; pass++) {
                for (int done = 1; done <= 10; done++) {
                    now[0] += secondsPerPart * 1_000_000_000L;
                    line.part(new Fitted.Part(pass, done, 10, 20));
                }
                line.line("step");
            }
        }
        return text.toString();
    }

    @Test
    void aPassIsToldByOneLineThatChangesOnATerminal() {
        String text = told(true, 30);
        assertTrue(text.contains("\r  search, pass 1: 5 of 10 examples with 20 samples each, about 2 min to go"), text);
        assertTrue(text.contains("step\n"), text);
        assertTrue(text.endsWith("\rstep\n") && !text.contains("dither:"), text);
    }

    @Test
    void aPassIsToldByFewLinesElsewhere() {
        List<String> lines = told(false, 30).lines().toList();
        assertEquals(
                List.of(
                        "dither: search, pass 1: 2 of 10 examples with 20 samples each, about 4 min to go",
                        "dither: search, pass 1: 4 of 10 examples with 20 samples each, about 3 min to go",
                        "dither: search, pass 1: 8 of 10 examples with 20 samples each, about 60 s to go",
                        "dither: search, pass 2: 6 of 10 examples with 20 samples each, about 2 min to go"),
                lines);
        assertEquals("", told(false, 1));
    }

    /** Two fits of 4 and 5 examples, the first of three passes, then intervals of 4 x 3 x 5 x 100 solves. */
    @Test
    void theTimeToGoIsOfTheWholeFit() {
        StringWriter text = new StringWriter();
        long[] now = {0};
        PassLine line = new PassLine(new PrintWriter(text), false, () -> now[0]);
        line.plan(new SolvePlan(30, 5, 1.8, 3, 0, USUAL));
        text.getBuffer().setLength(0);
        for (int pass = 1; pass <= 3; pass++) {
            now[0] += 400 * 1_000_000_000L;
            line.part(new Fitted.Part(pass, 4, 4, 10));
        }
        now[0] += 3000 * 1_000_000_000L;
        line.part(new Fitted.Part(1, 5, 5, 10));
        line.intervals();
        assertEquals(6000 * (4200 - 2) / 170.0, line.secondsOfIntervals(), 1e-9);
        now[0] += 3000 * 1_000_000_000L;
        line.part(new Fitted.Part(2, 5, 5, 20));
        assertEquals(
                List.of(
                        // 24 passes of 4 examples and 25 of 5, 10 samples each, at 10 s
                        "dither: search, pass 1: 4 of 4 examples with 10 samples each, about 6.1 h to go, then 17 h for intervals",
                        "dither: search, pass 2: 4 of 4 examples with 10 samples each, about 6.0 h to go, then 17 h for intervals",
                        // the first fit took three passes, so that two of 5 examples are left
                        "dither: search, pass 1: 5 of 5 examples with 10 samples each, about 41 min to go, then 41 h for intervals",
                        "dither: intervals, pass 1: 5 of 5 examples with 20 samples each, about 44 h to go"),
                text.toString().lines().toList());
    }

    /** A solve that takes 38 ms on a cold machine and 50 microseconds later: 60 examples with 10 samples each. */
    @Test
    void whatIsAheadIsToldByWarmSolves() {
        for (double warm : new double[] {5e-5, 2e-2}) {
            StringWriter text = new StringWriter();
            double[] now = {0};
            PassLine line = new PassLine(new PrintWriter(text), false, () -> (long) (now[0] * 1e9));
            line.plan(new SolvePlan(0.038, 60, 2, 3, 0, USUAL));
            assertEquals("", text.toString());
            now[0] = Math.max(4, 2 + 600 * warm); // the first pass is cold
            line.part(new Fitted.Part(1, 60, 60, 10));
            int pass = 1;
            while (now[0] < 30) {
                pass++;
                now[0] += 600 * warm;
                line.part(new Fitted.Part(pass, 60, 60, 10));
            }
            List<String> lines = text.toString().lines().toList();
            if (warm < 1e-3) {
                assertEquals(List.of(), lines, "a short fit has no plan");
            } else {
                assertTrue(lines.get(0).startsWith("dither: one solve takes 0.02"), lines.get(0));
                assertTrue(lines.get(0).contains("expect about"), lines.get(0));
            }
        }
    }

    @Test
    void laterIntervalsAreToldByThemselves() {
        FitSettings settings = USUAL.with("errors", "robust");
        assertEquals(
                List.of("one solve takes 0.10 s: expect about 40 min for intervals"),
                new SolvePlan(0.1, 60, 0, 1, 0, settings).lines());
        assertEquals(
                "one solve takes 5 s: expect about 42 h for the search, 4 days for intervals, and 5.0 h for the page",
                new SolvePlan(5, 60, 2, 3, 12, USUAL).lines().get(0));
    }
}
