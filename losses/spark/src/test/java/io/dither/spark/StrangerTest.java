package io.dither.spark;

import static io.dither.spark.Same.assertSame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.CostModelFactory.Shape;
import io.dither.learn.CostModelProvider;
import io.dither.learn.Estimator;
import io.dither.learn.Learner;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cost model with standardisation and effects, an estimator, and a loss with a part of the whole history, all of somebody else: found by
 * their texts, with intervals, saved, loaded, and on a cluster.
 */
@ExtendWith(LocalSpark.class)
class StrangerTest {
    static final AtomicInteger COUNTED = new AtomicInteger();

    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();
    private static final List<String> NAMES = List.of("quality", "comfort");
    private static final List<String> GROUPS = List.of("north", "south");
    private static final Simulated CHOICES = Simulated.choices(300);
    private static final FitSettings SETTINGS = FitSettings.USUAL.with("noise", "gumbel");

    @TempDir
    private Path folder;

    private static Estimator estimator(String model, FitSettings settings, List<String> groups) {
        Shape shape = new Shape(NAMES, 3, true, groups, List.of());
        return PLUGINS.create(CostModelProvider.class, model).estimator(shape, settings, PLUGINS);
    }

    private static List<Observation> grouped() {
        return CHOICES.observations.stream()
                .map(example -> {
                    String[] groups = new String[example.features().rows()];
                    Arrays.setAll(groups, row -> GROUPS.get((row + example.id().length()) % 2));
                    Features features = example.features().withGroups(groups);
                    return Observation.of(example.id(), features, example.oracle(), example.target());
                })
                .toList();
    }

    private Fitted reloaded(Fitted fitted) {
        SavedModel.of(fitted).save(folder);
        Fitted loaded = SavedModel.load(folder).fitted();
        assertArrayEquals(fitted.parameters(), loaded.parameters());
        assertEquals(fitted.weights(), loaded.weights());
        assertEquals(fitted.model(), loaded.model());
        return loaded;
    }

    @Test
    void theModelHasIntervalsIsSavedAndTravels() {
        Learner learner = (Learner) estimator("stretched", SETTINGS, List.of());
        Fitted fitted = learner.fit(CHOICES.observations);
        Fitted ours = Learner.of(SharedLinearModel.of("quality", "comfort"), SETTINGS, PLUGINS)
                .fit(CHOICES.observations);
        for (int k = 0; k < NAMES.size(); k++) {
            double error = ours.weights().get(k).standardError();
            assertEquals(
                    ours.weights().get(k).estimate(), fitted.weights().get(k).estimate(), 1e-5);
            assertEquals(error, fitted.weights().get(k).standardError(), 1e-3 * error);
        }
        reloaded(fitted);
        try (SparkHistory history = SparkHistory.of(LocalSpark.session(), CHOICES.observations, CHOICES::text, 3)) {
            assertSame(fitted, history.fit(learner));
        }
    }

    @Test
    void itsEffectsAreLearntEverywhere() {
        Learner learner = (Learner) estimator("stretched", SETTINGS.with("iterations", 5), GROUPS);
        Fitted fitted = learner.fit(grouped());
        assertEquals(GROUPS, List.copyOf(fitted.effects().keySet()));
        assertTrue(fitted.effects().values().stream().allMatch(effect -> effect != 0), fitted.toString());
        assertEquals(fitted.effects(), reloaded(fitted).effects());
        try (SparkHistory history = SparkHistory.of(LocalSpark.session(), grouped(), CHOICES::text, 3)) {
            assertSame(fitted, history.fit(learner));
        }
    }

    @Test
    void theEstimatorIsUsedLikeOurs() {
        Fitted whole = estimator("stretched", SETTINGS, List.of()).fit(CHOICES.observations);
        Estimator halving = estimator("halved", SETTINGS, List.of()).withoutIntervals();
        assertEquals("", halving.reasonWithoutErrors(CHOICES.observations));
        try (SparkHistory history = SparkHistory.of(LocalSpark.session(), CHOICES.observations, CHOICES::text, 3)) {
            Fitted half = halving.fit(history, CHOICES.observations);
            assertEquals(whole.parameters()[0] / 2, half.parameters()[0]);
            assertEquals("half of each weight", reloaded(half).message());
        }
    }

    @Test
    void theLossSeesTheWholeHistoryOnOneMachine() {
        Learner learner = (Learner) estimator("stretched", SETTINGS.with("loss", "counted"), List.of());
        Fitted fitted = learner.fit(CHOICES.observations);
        assertEquals(300, COUNTED.get());
        assertTrue(fitted.weights().get(0).standardError() > 0, fitted.toString());
        reloaded(fitted);
        try (SparkHistory history = SparkHistory.of(LocalSpark.session(), CHOICES.observations, CHOICES::text, 3)) {
            String refused = String.valueOf(assertThrows(InvalidArgumentException.class, () -> history.fit(learner))
                    .getMessage());
            assertTrue(refused.contains("compares with the decisions of all examples"), refused);
        }
    }
}
