package io.dither.experiments.methods;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The baselines of the field train a cost model by the learner's Adam: from the best of five, or the costs that made it so. */
class MethodsTest {
    private static final double[] TRUTH = {1, -0.5, 0.25};
    private static final LinearOracle NEAREST = Oracles.nearestNeighbours(5, 1);
    private static final PluginCatalogue CATALOGUE = PluginCatalogue.discover();

    private static double[] fit(LossFactory loss, int threads) {
        boolean costs;
        try (EstimatingEquation<?> equation = loss.on(NEAREST, 0, 1)) {
            costs = equation.targetType() == Costs.class;
        }
        Fitted fitted = Learner.of(SharedLinearModel.of("a", "b", "c"))
                .loss(loss)
                .threads(threads)
                .miniBatches(15, 20, 0.05)
                .withoutIntervals()
                .fit(MethodsOfPapersTest.history(costs));
        return fitted.weights().stream().mapToDouble(Weight::estimate).toArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "squared:layer=(imle:lambda=1,samples=5)",
                "squared:layer=(perturbed:noise=gumbel)",
                "hamming:layer=(black-box:lambda=1)",
                "squared:layer=(negative-identity:projection=std)",
                "true-cost:layer=(negative-identity:projection=std)",
                "true-cost:layer=(perturbed:epsilon=0.5)",
                "true-cost:layer=(imle:lambda=1,samples=5)",
                "structured-hinge",
                "contrastive",
                "contrastive:rule=maximum-a-posteriori"
            })
    void findsTheDirectionOfTheWeights(String text) {
        double[] weights = fit(CATALOGUE.create(LossProvider.class, text), 1);
        double cosine =
                Vectors.dot(weights, TRUTH) / Math.sqrt(Vectors.dot(weights, weights) * Vectors.dot(TRUTH, TRUTH));
        assertTrue(cosine > 0.95, text + ": " + cosine + " " + Arrays.toString(weights));
    }

    @Test
    void thereMustBeSomethingToContrast() {
        Observation one = Observation.of("e", Features.of(new double[5][3]), NEAREST, Decision.of(1, 0, 0, 0, 0));
        Learner learner = Learner.of(SharedLinearModel.of("a", "b", "c")).loss("contrastive");
        String message = assertThrows(InvalidArgumentException.class, () -> learner.fit(List.of(one)))
                .getMessage();
        assertTrue(message.contains("no oracle has two different ones"), message);
    }
}
