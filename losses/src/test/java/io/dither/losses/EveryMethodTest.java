package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.LayerProvider;
import io.dither.layer.Loss;
import io.dither.layer.LossProvider;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pass;
import io.dither.layer.Target;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.plugin.Parameter;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginSpec;
import io.dither.plugin.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every layer and every loss that has a text does: costs mirror scores, the same input gives the same bits.
 *
 * <p>It is there for methods to come: a wrong sign shows under one sense only, and shared state in the second of two calls.
 */
class EveryMethodTest {
    private static final PluginCatalogue CATALOGUE = PluginCatalogue.discover();
    private static final Map<String, String> REQUIRED = Map.of("lambda", "2", "tau", "2");
    /** They ask for graphs, and mirror in {@code SoftPathsTest}. */
    private static final List<String> OF_PATHS = List.of("soft-paths", "recursive-logit");

    private static final LinearOracle SCORES = Oracles.topK(5, 2);
    private static final LinearOracle COSTS = Oracles.negate(SCORES);
    private static final double[] THETA = {0.3, -0.4, 0.9, 0.25, 0.2};
    private static final double[] TRUTH = {1, 2, -0.5, 0.7, 0.1};
    private static final NoiseKey KEY = new NoiseKey(3, 4);

    private static String text(Provider<?> provider) {
        List<String> arguments = new ArrayList<>();
        for (Parameter parameter : provider.parameters()) {
            if (parameter.required()) {
                arguments.add(parameter.name() + "=" + REQUIRED.get(parameter.name()));
            }
        }
        return provider.id() + (arguments.isEmpty() ? "" : ":" + String.join(",", arguments));
    }

    static List<String> layers() {
        List<String> texts = new ArrayList<>(CATALOGUE.registrations(LayerProvider.class).stream()
                .map(found -> text(found.provider()))
                .filter(text -> !OF_PATHS.contains(text))
                .toList());
        return withOptions(texts, "negative-identity:projection=std", "imle:lambda=2,sides=two");
    }

    static List<String> losses() {
        List<String> texts = new ArrayList<>(CATALOGUE.registrations(LossProvider.class).stream()
                .map(found -> text(found.provider()))
                .filter(text -> !OF_PATHS.contains(text))
                .toList());
        texts.add("hamming:layer=(black-box:lambda=2)");
        return texts;
    }

    /** Adds those whose providers are on the class path. */
    private static List<String> withOptions(List<String> texts, String... others) {
        Stream.of(others)
                .filter(text -> texts.stream()
                        .anyMatch(known -> PluginSpec.parse(known)
                                .id()
                                .equals(PluginSpec.parse(text).id())))
                .toList()
                .forEach(texts::add);
        return texts;
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layersOfCostsMirrorThoseOfScores(String text) {
        double[] cotangent = {1, 0.5, -2, 0.25, 0};
        try (DifferentiableLayer scores = layer(text, SCORES, 1);
                DifferentiableLayer costs = layer(text, COSTS, 2)) {
            double[] theta = THETA.clone();
            Pass pass = scores.forward(theta, KEY);
            Pass mirror = costs.forward(Vectors.scaled(-1, THETA), KEY);
            double[] gradient = pass.vjp(cotangent).values();
            assertArrayEquals(pass.output().values(), mirror.output().values(), 1e-9);
            assertArrayEquals(
                    Vectors.scaled(-1, gradient), mirror.vjp(cotangent).values(), 1e-9);
            assertEquals(
                    Vectors.dot(cotangent, pass.output().values()),
                    pass.product(cotangent).value(),
                    1e-9);
            assertArrayEquals(THETA, theta);
            assertArrayEquals(new double[] {1, 0.5, -2, 0.25, 0}, cotangent);
            assertArrayEquals(gradient, pass.vjp(cotangent).values());
            assertArrayEquals(
                    gradient, scores.forward(THETA, KEY).vjp(cotangent).values());
            assertEquals(
                    pass.halfSquaredDistance(TRUTH).value(),
                    mirror.halfSquaredDistance(TRUTH).value(),
                    1e-9);
        }
    }

    private static DifferentiableLayer layer(String text, LinearOracle oracle, int threads) {
        return CATALOGUE.create(LayerProvider.class, text).on(oracle, 42, threads);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void lossesOfCostsMirrorThoseOfScores(String text) {
        try (EstimatingEquation<?> scores = loss(text, SCORES, 1);
                EstimatingEquation<?> costs = loss(text, COSTS, 2)) {
            assertFalse(scores.name().isBlank());
            if (scores.targetType() == Costs.class) {
                mirrors(
                        scores.learningFrom(Costs.class),
                        costs.learningFrom(Costs.class),
                        Costs.of(TRUTH.clone()),
                        Costs.of(Vectors.scaled(-1, TRUTH)));
            } else {
                Decision decision = Decision.of(1, 1, 0, 0, 0);
                mirrors(scores.learningFrom(Decision.class), costs.learningFrom(Decision.class), decision, decision);
            }
        }
    }

    private static EstimatingEquation<?> loss(String text, LinearOracle oracle, int threads) {
        return CATALOGUE.create(LossProvider.class, text).on(oracle, 42, threads);
    }

    private static <T extends Target> void mirrors(
            EstimatingEquation<T> scores, EstimatingEquation<T> costs, T ofScores, T ofCosts) {
        double[] theta = THETA.clone();
        Example<T> example = new Example<>(theta, ofScores, KEY, SCORES);
        Example<T> mirror = new Example<>(Vectors.scaled(-1, THETA), ofCosts, KEY, COSTS);
        double[] gradient = scores.moment(example).values();
        assertArrayEquals(Vectors.scaled(-1, gradient), costs.moment(mirror).values(), 1e-9);
        assertArrayEquals(THETA, theta);
        assertArrayEquals(
                gradient, scores.moments(List.of(example, example)).get(1).values());
        if (scores instanceof Loss<T> valued && costs instanceof Loss<T> other) {
            double value = valued.evaluate(example).value();
            assertEquals(value, other.evaluate(mirror).value(), 1e-9);
            assertEquals(
                    value,
                    valued.evaluateBatch(List.of(example, example)).get(1).value());
        }
    }
}
