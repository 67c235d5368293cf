package io.dither.experiments.methods;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.LayerProvider;
import io.dither.layer.Loss;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pass;
import io.dither.layer.Target;
import io.dither.layer.ValueAndGradient;
import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods by their texts: costs mirror scores, and the learner finds the direction of the weights. */
class MethodsOfPapersTest {
    private static final double[] WEIGHTS = {1, -0.5, 0.25};
    private static final LinearOracle NEAREST = Oracles.nearestNeighbours(5, 1);
    private static final PluginCatalogue CATALOGUE = PluginCatalogue.discover();
    private static final double[] THETA = {0.3, -0.4, 0.9, 0.25, 0.2};
    private static final double[] TRUTH = {1, 2, -0.5, 0.7, 0.1};

    static List<Observation> history(boolean costs) {
        KeyedRandom random = new KeyedRandom(8);
        List<Observation> history = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            double[][] rows = new double[5][3];
            double[] truth = new double[5];
            for (int j = 0; j < 5; j++) {
                double[] row = rows[j];
                Arrays.setAll(row, k -> random.nextGaussian());
                truth[j] = Vectors.dot(WEIGHTS, row);
            }
            Target target = costs ? Costs.of(truth) : Decision.of(NEAREST.solve(truth));
            history.add(Observation.of("e" + n, Features.of(rows), NEAREST, target));
        }
        return history;
    }

    @ParameterizedTest
    @ValueSource(strings = {"perturbation-gradient:width=0.5", "perturbation-gradient:width=0.5,scheme=central"})
    void findsTheDirectionOfTheWeights(String text) {
        LossFactory loss = CATALOGUE.create(LossProvider.class, text);
        double[] weights = Learner.of(SharedLinearModel.of("a", "b", "c"))
                .loss(loss)
                .miniBatches(15, 20, 0.05)
                .withoutIntervals()
                .fit(history(true))
                .weights()
                .stream()
                .mapToDouble(Weight::estimate)
                .toArray();
        double cosine = Vectors.dot(weights, WEIGHTS) / Vectors.norm(weights) / Vectors.norm(WEIGHTS);
        assertTrue(cosine > 0.95, text + ": " + cosine + " " + Arrays.toString(weights));
    }

    @ParameterizedTest
    @ValueSource(strings = "lpgd:tau=2")
    void layersOfCostsMirrorThoseOfScores(String text) {
        LinearOracle set = Oracles.topK(5, 2);
        double[] cotangent = {1, 0.5, -2, 0.25, 0};
        try (DifferentiableLayer scores =
                        CATALOGUE.create(LayerProvider.class, text).on(set, 42, 1);
                DifferentiableLayer costs =
                        CATALOGUE.create(LayerProvider.class, text).on(Oracles.negate(set), 42, 2)) {
            Pass pass = scores.forward(THETA, NoiseKey.ZERO);
            Pass mirror = costs.forward(Vectors.scaled(-1, THETA), NoiseKey.ZERO);
            assertArrayEquals(pass.output().values(), mirror.output().values(), 1e-9);
            assertArrayEquals(
                    Vectors.scaled(-1, pass.vjp(cotangent).values()),
                    mirror.vjp(cotangent).values(),
                    1e-9);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"perturbation-gradient", "perturbation-gradient:scheme=central"})
    void lossesOfCostsMirrorThoseOfScores(String text) {
        LinearOracle set = Oracles.topK(5, 2);
        ValueAndGradient scores = evaluated(text, set, 1);
        ValueAndGradient costs = evaluated(text, Oracles.negate(set), -1);
        assertEquals(scores.value(), costs.value(), 1e-9);
        assertArrayEquals(
                Vectors.scaled(-1, scores.gradient().values()), costs.gradient().values(), 1e-9);
    }

    private static ValueAndGradient evaluated(String text, LinearOracle set, int sign) {
        try (EstimatingEquation<?> loss =
                CATALOGUE.create(LossProvider.class, text).on(set, 42, 1)) {
            return loss.targetType() == Costs.class
                    ? value(loss.learningFrom(Costs.class), Costs.of(Vectors.scaled(sign, TRUTH)), set, sign)
                    : value(loss.learningFrom(Decision.class), Decision.of(1, 1, 0, 0, 0), set, sign);
        }
    }

    private static <T extends Target> ValueAndGradient value(
            EstimatingEquation<T> loss, T target, LinearOracle set, int sign) {
        return ((Loss<T>) loss).evaluate(new Example<>(Vectors.scaled(sign, THETA), target, NoiseKey.ZERO, set));
    }
}
