package io.dither.experiments.histories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.study.SolvePlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of fits that take long, by a clock of the test's own. */
class SlowSolverTest {
    private static final FitSettings USUAL = FitSettings.USUAL.with("samples", 10);

    private static SolvePlan plan(
            double solve, int examples, double fits, int weights, int heldOut, FitSettings settings) {
        return new SolvePlan(
                solve, new SolvePlan.Work(examples, fits, weights, heldOut, settings.usesNoise(), 0), settings);
    }

    private static List<String> lines(double solve, FitSettings settings) {
        return PlanText.lines(plan(solve, 60, 2, 3, 0, settings));
    }

    @Test
    void hoursAreToldWithWhatShortensThemInOrder() {
        List<String> lines = lines(5, USUAL);
        assertEquals("one solve takes 5 s: expect about 25 h for the search, and 4 days for intervals", lines.get(0));
        assertEquals(
                "to shorten it, try in this order: a time limit or a gap in --oracle, with --inexact; --pooled (about 6.3 h);"
                        + " --samples 5 (about 13 h); --errors none now, and 'dither intervals' later",
                lines.get(1));
        assertEquals(List.of(), lines(1e-4, USUAL));
        assertEquals(List.of(), lines(Double.NaN, USUAL));
        assertEquals(
                "one solve takes 0.10 s: expect about 3 min for the search",
                lines(0.1, USUAL.with("loss", "spo-plus")).get(0));
    }

    private static String told(boolean terminal, long secondsPerPart) {
        StringWriter text = new StringWriter();
        long[] now = {0};
        try (ProgressLine line = new ProgressLine(new PrintWriter(text), terminal, () -> now[0])) {
            for (int pass = 1; pass <= 3; pass++) {
                for (int done = 1; done <= 10; done++) {
                    now[0] += secondsPerPart * 1_000_000_000L;
                    line.part(new Fitted.Part(pass, done, 10, 20));
                }
                line.stage("step");
            }
        }
        return text.toString();
    }

    @Test
    void aPassIsToldByOneLineThatChangesOnATerminal() {
        String text = told(true, 30);
        assertTrue(text.contains("\r  search, pass 1: 5 of 10 examples with 20 samples each, about 3 min to go"), text);
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
        ProgressLine line = new ProgressLine(new PrintWriter(text), false, () -> now[0]);
        line.plan(plan(30, 5, 1.8, 3, 0, USUAL));
        text.getBuffer().setLength(0);
        for (int pass = 1; pass <= 3; pass++) {
            now[0] += 400 * 1_000_000_000L;
            line.part(new Fitted.Part(pass, 4, 4, 10));
        }
        now[0] += 3000 * 1_000_000_000L;
        line.part(new Fitted.Part(1, 5, 5, 10));
        line.startIntervals();
        assertEquals(6000 * 60, line.secondsOfIntervals(), 1e-9);
        now[0] += 3000 * 1_000_000_000L;
        line.part(new Fitted.Part(2, 5, 5, 20));
        assertEquals(
                List.of(
                        // 14 passes of 4 examples and 15 of 5, 10 samples each, at 10 s
                        "dither: search, pass 1: 4 of 4 examples with 10 samples each, about 3.6 h to go, then 17 h for intervals",
                        "dither: search, pass 2: 4 of 4 examples with 10 samples each, about 3.5 h to go, then 17 h for intervals",
                        // the first fit took three passes, so that two of 5 examples are left
                        "dither: search, pass 1: 5 of 5 examples with 10 samples each, about 1.7 h to go, then 4 days for intervals",
                        "dither: intervals, pass 1: 5 of 5 examples with 20 samples each, about 3 days to go"),
                text.toString().lines().toList());
    }

    /** A search of 5 s, and 300 fits of 50 ms each: no time is told of these before some were measured. */
    @Test
    void intervalsByMoreFitsAreToldByWhatFitsTake() {
        StringWriter text = new StringWriter();
        double[] now = {0};
        ProgressLine line = new ProgressLine(new PrintWriter(text), true, () -> (long) (now[0] * 1e9));
        FitSettings settings = USUAL.with("errors", "jackknife");
        line.plan(new SolvePlan(1e-6, new SolvePlan.Work(300, 1, 3, 0, true, 300), settings));
        now[0] = 5; // the first solve of a cold machine
        line.part(new Fitted.Part(1, 300, 300, 10));
        line.startIntervals();
        assertTrue(Double.isNaN(line.secondsOfIntervals()));
        assertEquals(300, line.refitsAfterLongSearch());
        text.getBuffer().setLength(0);
        for (int fit = 1; fit <= 200; fit++) {
            now[0] += 0.05;
            line.part(new Fitted.Part(fit, 299, 299, 10));
        }
        List<String> lines = Stream.of(text.toString().split("\\r"))
                .filter(shown -> !shown.isBlank())
                .toList();
        assertEquals("  intervals, fit 191 of about 300, about 5 s to go", lines.get(lines.size() - 1));
        assertTrue(lines.stream().noneMatch(shown -> shown.matches(".*(search|pass|day|\\bh\\b).*")));
    }

    /** Where no solve was counted nothing is known of the time of solves, and a closed form takes no samples. */
    @Test
    void whatWasNotMeasuredIsNotTold() {
        double[] now = {0};
        ProgressLine line = new ProgressLine(new PrintWriter(new StringWriter()), false, () -> (long) (now[0] * 1e9));
        line.plan(plan(1e-6, 300, 1, 3, 0, USUAL));
        now[0] = 5;
        line.startIntervals();
        assertTrue(Double.isNaN(line.secondsOfIntervals()));
        assertEquals(
                2 * 3 * 300, new SolvePlan(1, new SolvePlan.Work(300, 1, 3, 0, false, 0), USUAL).solvesOfIntervals());
        assertEquals(
                "one solve takes 1 s: expect about 3.3 h for the search, and 400 more fits for intervals",
                PlanText.lines(new SolvePlan(
                                1, new SolvePlan.Work(80, 1, 3, 0, true, 400), USUAL.with("errors", "bootstrap")))
                        .get(0));
    }

    /** On a busy machine 768 of 8,588 examples of the first pass took 12 s, and each pass after it .1 s. */
    @Test
    void aPlanIsNotToldWithinAColdFirstPass() {
        StringWriter text = new StringWriter();
        double[] now = {0};
        ProgressLine line = new ProgressLine(new PrintWriter(text), false, () -> (long) (now[0] * 1e9));
        line.plan(plan(1e-6, 8588, 1, 4, 0, USUAL));
        for (int done = 256; done <= 768; done += 256) {
            now[0] += 4;
            line.part(new Fitted.Part(1, done, 8588, 1));
        }
        now[0] += 1;
        line.part(new Fitted.Part(1, 8588, 8588, 1));
        for (int pass = 2; pass <= 30; pass++) {
            now[0] += .1;
            line.part(new Fitted.Part(pass, 8588, 8588, 1));
        }
        assertEquals("", text.toString());
    }

    /** A solve that takes 38 ms on a cold machine and 50 microseconds later: 60 examples with 10 samples each. */
    @Test
    void whatIsAheadIsToldByWarmSolves() {
        for (double warm : new double[] {5e-5, 2e-2}) {
            StringWriter text = new StringWriter();
            double[] now = {0};
            ProgressLine line = new ProgressLine(new PrintWriter(text), false, () -> (long) (now[0] * 1e9));
            line.plan(plan(0.038, 60, 2, 3, 0, USUAL));
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

    /** The largest gradients of searches that were run: an assignment by samples, by 3, with epsilon, and by moments after 6 passes. */
    private static final double[][] GRADIENTS = {
        {14.81, 14.39, 12.28, 6.986, 2.287, 0.5044, 0.5808, 0.02789, 0.02127, 0.004729, 0.002364},
        {
            16.39, 15.7, 11.76, 6.725, 1.816, 0.5152, 0.5102, 0.09579, 0.05228, 0.0166, 0.0166, 0.0166, 0.0123, 0.0123,
            0.0165, 0.0165, 0.0239
        },
        {16.75, 16.56, 13.33, 6.807, 1.116, 0.2094, 0.1441, 0.07549, 0.01924, 0.007207, 0.00416, 0.002718},
        {
            16.63, 16.63, 16.63, 16.63, 16.63, 16.63, 16.63, 16.45, 16.28, 16.08, 15.8, 15.27, 14.47, 12.52, 5.697,
            1.475, 1.169, 0.1561, 0.03815
        },
    };

    @Test
    void passesAheadAreThoseOfRealSearchesWithinAFactorOfThree() {
        for (double[] gradients : GRADIENTS) {
            boolean moments = gradients.length == 19;
            SolvePlan plan = plan(1, 60, 1, 3, 0, USUAL.with("loss", moments ? "moments" : "fenchel-young"));
            for (int done = 1; done <= gradients.length; done++) {
                double left = plan.passesLeft(plan.passes(), done, gradients[0], gradients[done - 1]);
                double ratio = (done + left) / gradients.length;
                assertTrue(ratio > 1 / 2.0 && ratio < 2, gradients.length + " passes, after " + done + ": " + left);
            }
        }
    }

    /** A search that takes thrice the usual passes, each of which shrinks the gradient alike. */
    @Test
    void aSearchThatIsSlowOrQuickIsSeenToBe() {
        for (int passes : new int[] {4, 45}) {
            SolvePlan plan = plan(1, 60, 1, 3, 0, USUAL);
            int seen = passes / 3;
            double gradient = 10 * Math.pow(1e-3, seen / (double) passes);
            double left = plan.passesLeft(plan.passes(), seen, 10, gradient);
            assertTrue(left > (passes - seen) / 3.0 && left < 3.0 * (passes - seen), passes + " passes: " + left);
        }
    }

    /** Ten seconds after it began: what is told goes by how the gradient fell. */
    @Test
    void theTimeToldAfterTenSecondsIsWithinAFactorOfThree() {
        double each = 1.5;
        double[] gradients = GRADIENTS[0];
        StringWriter text = new StringWriter();
        double[] now = {0};
        ProgressLine line = new ProgressLine(new PrintWriter(text), true, () -> (long) (now[0] * 1e9));
        line.plan(plan(0.4, 60, 1, 3, 0, USUAL.with("errors", "none")));
        for (int pass = 1; pass <= gradients.length; pass++) {
            for (int done = 6; done <= 60; done += 6) {
                now[0] += each / 10;
                line.part(new Fitted.Part(pass, done, 60, 10));
            }
            line.step(new Fitted.Progress(pass, 1, gradients[pass - 1], 1, 0, Double.NaN));
            assertTrue(pass < 7 || !text.toString().contains("expect"), "a fit of seconds has no plan");
        }
        String later = text.toString()
                .lines()
                .flatMap(one -> Stream.of(one.split("\\r")))
                .filter(one -> one.contains("pass 7:"))
                .findFirst()
                .orElseThrow();
        int done = Integer.parseInt(later.replaceAll(".*pass 7: ([0-9]+) of 60.*", "$1"));
        double truth = each * (gradients.length - 6 - done / 60.0);
        double told = Double.parseDouble(later.replaceAll(".*about ([0-9]+) s to go.*", "$1"));
        assertTrue(told > truth / 3 && told < truth * 3, later + " of " + truth);
    }

    /** The first block takes 9 s on a busy machine, and each of those behind it a tenth of a second: 3 passes of 10, and 16 for intervals. */
    @Test
    void aColdBeginningIsForgotten() {
        StringWriter text = new StringWriter();
        double[] now = {0};
        ProgressLine line = new ProgressLine(new PrintWriter(text), true, () -> (long) (now[0] * 1e9));
        FitSettings settings = USUAL.with("epochs", 3).with("samples", 100);
        line.plan(plan(0.001, 60, 1, 4, 0, settings));
        List<Double> ratios = new ArrayList<>();
        for (int pass = 1; pass <= 19; pass++) {
            if (pass == 4) {
                line.startIntervals();
            }
            for (int done = 6; done <= 60; done += 6) {
                now[0] += pass == 1 && done == 6 ? 9 : 0.1;
                text.getBuffer().setLength(0);
                line.part(new Fitted.Part(pass, done, 60, 100));
                double truth = 0.1 * (190 - 10 * pass + 10 - done / 6);
                double ahead = Stream.of(text.toString().split(", "))
                        .filter(part -> part.matches("(then )?(about )?[0-9]+ s .*"))
                        .mapToDouble(part -> Double.parseDouble(part.replaceAll("[^0-9]", "")))
                        .sum();
                if (now[0] >= 10 && ahead > 0) {
                    ratios.add(ahead / Math.max(1, truth));
                }
            }
        }
        assertTrue(ratios.size() > 10, ratios.toString());
        assertTrue(ratios.stream().allMatch(ratio -> ratio > 1 / 3.0 && ratio < 3), ratios.toString());
    }

    /** Reading took an hour, and then a quick fit begins. */
    @Test
    void theTimeOfReadingIsNotThatOfSolves() {
        StringWriter text = new StringWriter();
        double[] now = {0};
        ProgressLine line = new ProgressLine(new PrintWriter(text), true, () -> (long) (now[0] * 1e9));
        now[0] = 3600;
        line.plan(plan(0.001, 60, 1, 4, 0, USUAL.with("epochs", 3).with("samples", 100)));
        now[0] += 0.5;
        line.part(new Fitted.Part(1, 6, 60, 100));
        assertEquals("", text.toString().replaceAll("(?s).*samples each", "").strip());
        assertFalse(text.toString().contains("expect"), text.toString());
    }

    @Test
    void laterIntervalsAreToldByThemselves() {
        FitSettings settings = USUAL.with("errors", "robust");
        assertEquals(
                List.of("one solve takes 0.10 s: expect about 40 min for intervals"),
                PlanText.lines(plan(0.1, 60, 0, 1, 0, settings)));
        assertEquals(
                "one solve takes 5 s: expect about 25 h for the search, 4 days for intervals, and 5.0 h for the page",
                PlanText.lines(plan(5, 60, 2, 3, 12, USUAL)).get(0));
    }
}
