package io.dither.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.learn.CostModelFactory.Shape;
import io.dither.learn.CostModelProvider;
import io.dither.learn.SavedModel;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MultilayerModelTest {
    private static final List<String> NAMES = List.of("a", "b");
    private static final FitSettings SETTINGS = FitSettings.USUAL.with("noise", "gumbel");
    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();

    @TempDir
    private Path folder;

    /** The best of four alternatives by the product of two features, one of which has numbers in the thousands. */
    private static List<Observation> products(int count, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[][] rows = new double[4][];
            Arrays.setAll(rows, j -> new double[] {1000 * random.nextGaussian(), random.nextGaussian()});
            Features features = Features.of(rows);
            Decision best = Decision.of(Oracles.argmax(4).solve(products(features)));
            all.add(Observation.of("p" + i, features, Oracles.argmax(4), best));
        }
        return all;
    }

    private static Fitted fit(String text, List<Observation> history) {
        return PLUGINS.create(CostModelProvider.class, text)
                .estimator(new Shape(NAMES, 4, true, List.of(), List.of()), SETTINGS, PLUGINS)
                .withoutIntervals()
                .fit(history);
    }

    private static double[] products(Features rows) {
        double[] scores = new double[rows.rows()];
        Arrays.setAll(scores, j -> rows.get(j, 0) * rows.get(j, 1));
        return scores;
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int j = 1; j < scores.length; j++) {
            best = scores[j] > scores[best] ? j : best;
        }
        return best;
    }

    private static double accuracy(Fitted fitted, List<Observation> history) {
        return history.stream()
                        .filter(example -> {
                            double[] theta = fitted.model().theta(fitted.parameters(), example.features());
                            return best(theta) == best(products(example.features()));
                        })
                        .count()
                / (double) history.size();
    }

    @Test
    void itLearnsWhatNoWeightedSumSays() {
        List<Observation> history = products(300, 1);
        List<Observation> later = products(300, 2);
        Fitted network = fit("multilayer:units=6", history);
        double ofNetwork = accuracy(network, later);
        assertTrue(ofNetwork > 0.8, "network " + ofNetwork);
        double ofWeights = accuracy(fit("shared-linear", history), later);
        assertTrue(ofWeights < 0.6, "weights " + ofWeights);
        SavedModel.of(network).save(folder);
        Fitted loaded = SavedModel.load(folder).fitted();
        assertArrayEquals(network.parameters(), loaded.parameters());
        assertEquals(ofNetwork, accuracy(loaded, later));
    }

    @ParameterizedTest
    @EnumSource
    void slopesAreThoseOfTheta(Link link) {
        CostModel model = MultilayerModel.of(NAMES, 3, link).standardisedBy(new double[] {2, 8, 2, 18});
        Features rows = Features.of(new double[][] {{1, -2}, {0.5, 3}, {0, 0}}).withOffsets(new double[] {0.5, 0, 1});
        double[] parameters = model.start();
        for (int j = 0; j < rows.rows(); j++) {
            double[] slopes = new double[parameters.length];
            model.pullback(parameters, rows).add(j, 2, slopes);
            for (int k = 0; k < parameters.length; k++) {
                double[] up = parameters.clone();
                double[] down = parameters.clone();
                up[k] += 1e-6;
                down[k] -= 1e-6;
                double slope = (model.theta(up, rows)[j] - model.theta(down, rows)[j]) / 1e-6;
                assertEquals(
                        slope,
                        slopes[k],
                        1e-7 * Math.max(1, Math.abs(slope)),
                        model.names().get(k));
            }
        }
    }

    @Test
    void wrongSizesAreNamed() {
        assertThrows(InvalidArgumentException.class, () -> MultilayerModel.of(List.of(), 3, Link.IDENTITY));
        assertThrows(InvalidArgumentException.class, () -> MultilayerModel.of(NAMES, 0, Link.IDENTITY));
        MultilayerModel model = MultilayerModel.of(NAMES, 1, Link.IDENTITY);
        assertThrows(
                InvalidArgumentException.class, () -> model.theta(model.start(), Features.of(new double[] {1, 2, 3})));
    }
}
