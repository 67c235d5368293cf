package io.dither.experiments.histories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.setup.Layout;
import io.dither.data.setup.Setup;
import io.dither.experiments.run.RunFolder;
import io.dither.learn.Learner;
import io.dither.learn.SavedModel;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.study.HeldOut;
import io.dither.learn.study.Measures;
import io.dither.learn.study.SolvePlan;
import io.dither.learn.study.StudyResults;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved of a fit that may be killed in its intervals, by a clock of the test's own. */
class ResultsWriterTest {
    private static final FitSettings SETTINGS = FitSettings.USUAL.with("samples", 10);

    @TempDir
    private Path folder;

    private String told(Path out, long secondsOfAPass, Fitted fitted) {
        StringWriter text = new StringWriter();
        long[] now = {0};
        ProgressLine line = new ProgressLine(new PrintWriter(text), false, () -> now[0]);
        line.plan(new SolvePlan(1e-6, new SolvePlan.Work(60, 1, 1, 0, true, 0), SETTINGS));
        now[0] += secondsOfAPass * 1_000_000_000L;
        line.part(new Fitted.Part(1, 60, 60, 10));
        text.getBuffer().setLength(0);
        Setup setup = Setup.of(Layout.LONG, "argmax:n={d}").withFeatures(List.of("price"), List.of());
        try (RunFolder made = RunFolder.create(out)) {
            DataOptions data = new DataOptions();
            data.data = Optional.of("rows.csv");
            HeldOut nothing = HeldOut.none(new Holdout(List.of(), List.of()));
            new ResultsWriter(data, setup, PluginCatalogue.discover(), new FitOptions(), Optional.of(made), line)
                    .saveBeforeLongIntervals(
                            new StudyResults(SETTINGS, nothing, fitted, Map::of, Measures.of(true), Optional.empty()));
        }
        return text.toString();
    }

    @Test
    void weightsAreShownAndSavedBeforeIntervalsThatTakeLong() {
        Features prices = Features.of(new double[] {1}, new double[] {2});
        Fitted fitted = Learner.of(SharedLinearModel.of("price"))
                .withoutIntervals()
                .fit(List.of(
                        Observation.of("a", prices, Oracles.argmax(2), 1, 0),
                        Observation.of("b", prices, Oracles.argmax(2), 0, 1)));
        Path out = folder.resolve("model");
        // 600 solves a minute, the first two seconds left out, and 4 x 100 samples of each example to come
        String told = told(out, 60, fitted);
        assertTrue(told.startsWith("dither: weights before their intervals (about 39 min):\nweight "), told);
        assertTrue(
                told.contains("saved in " + out + "; if the run stops, estimate the intervals by 'dither intervals "
                        + out + " --data rows.csv'"),
                told);
        assertEquals(fitted.weights(), SavedModel.load(out).fitted().weights());
        Fitted rootless = Learner.of(SharedLinearModel.of("price"))
                .moments()
                .samples(4)
                .fix("price", -1)
                .fit(IntStream.range(0, 9)
                        .mapToObj(i -> Observation.of("e" + i, prices, Oracles.argmax(2), 0, 1))
                        .toList());
        assertEquals(Fitted.Status.NO_ROOT, rootless.status());
        assertEquals("", told(folder.resolve("none"), 60, rootless));
        Path quick = folder.resolve("quick");
        assertEquals("", told(quick, 0, fitted));
        assertFalse(Files.exists(quick.resolve("model.json")));
    }
}
