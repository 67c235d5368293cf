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
        return new SolvePlan(solve, 60, 2, 3, settings).lines();
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
        assertTrue(text.contains("\r  pass 1: 5 of 10 examples with 20 samples each, about 3 min to go in it"), text);
        assertTrue(text.contains("step\n"), text);
        assertTrue(text.endsWith("\rstep\n") && !text.contains("dither:"), text);
    }

    @Test
    void aPassIsToldByFewLinesElsewhere() {
        List<String> lines = told(false, 30).lines().toList();
        assertEquals(
                List.of(
                        "dither: pass 1: 2 of 10 examples with 20 samples each, about 4 min to go in it",
                        "dither: pass 1: 4 of 10 examples with 20 samples each, about 3 min to go in it",
                        "dither: pass 1: 8 of 10 examples with 20 samples each, about 60 s to go in it",
                        "dither: pass 2: 6 of 10 examples with 20 samples each, about 2 min to go in it"),
                lines);
        assertEquals("", told(false, 1));
    }
}
