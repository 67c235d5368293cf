package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Contribution;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.Loss;
import io.dither.layer.LossProvider;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pullback;
import io.dither.layer.Target;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.perturbed.Hasty;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What solves miss that end before a proof is in the gap of every loss made of them. */
class GapsTest {
    private static final PluginCatalogue CATALOGUE = PluginCatalogue.discover();
    private static final Set<Trait> HEURISTIC = Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM, Trait.HEURISTIC);
    /** The last is best, by much or little, or is not. */
    private static final double[][] VECTORS = {{0.3, -0.4, 0.9}, {1, 2, 2.1}, {0.2, 0.1, -0.3}};

    private static final Pullback IDENTITY = new Pullback() {
        @Override
        public int size() {
            return 3;
        }

        @Override
        public void add(int coordinate, double factor, double[] sum) {
            sum[coordinate] += factor;
        }
    };

    /** Every loss that has a text, on every layer that has one where it asks for a layer. */
    private static Set<String> texts() {
        Set<String> texts = new TreeSet<>(EveryMethodTest.losses());
        for (String layer : EveryMethodTest.layers()) {
            for (String loss : List.of("hamming", "squared", "true-cost")) {
                texts.add(loss + ":layer=(" + layer + ")");
            }
        }
        return texts;
    }

    private static final List<Decision> DECISIONS = List.of(Decision.of(1, 0, 0), Decision.of(0, 0, 1));

    private static List<Costs> costs(Sense sense) {
        return List.of(
                Costs.of(Vectors.scaled(sense.sign(), VECTORS[0])), Costs.of(Vectors.scaled(sense.sign(), VECTORS[2])));
    }

    private static EstimatingEquation<?> loss(String text, LinearOracle oracle) {
        return CATALOGUE.create(LossProvider.class, text).on(oracle, 42, 1);
    }

    @ParameterizedTest
    @EnumSource
    void everyLossStatesAGapOfAtLeastWhatItMissesOrRefuses(Sense sense) {
        LinearOracle hasty = new Hasty(sense, 2, true, HEURISTIC);
        LinearOracle honest = new Hasty(sense, 3, true, HEURISTIC);
        Set<String> missing = new TreeSet<>();
        for (String text : texts()) {
            try (EstimatingEquation<?> early = loss(text, hasty);
                    EstimatingEquation<?> right = loss(text, honest)) {
                boolean misses = early.targetType() == Costs.class
                        ? misses(text, early.learningFrom(Costs.class), right.learningFrom(Costs.class), costs(sense))
                        : misses(
                                text,
                                early.learningFrom(Decision.class),
                                right.learningFrom(Decision.class),
                                DECISIONS);
                if (misses) {
                    missing.add(text);
                }
            } catch (InvalidArgumentException refused) {
                assertFalse(String.valueOf(refused.getMessage()).isBlank()); // a layer or a loss of other sets
            }
        }
        for (String loss : List.of(
                "fenchel-young",
                "hamming",
                "squared",
                "true-cost",
                "spo-plus",
                "structured-hinge",
                "true-cost:layer=(black-box:lambda=2)")) {
            assertTrue(missing.contains(loss), loss + " is not among " + missing);
        }
    }

    /** Compares with what honest solves give under the same noise, and returns whether anything was missed. */
    private static <T extends Target> boolean misses(
            String text, EstimatingEquation<T> early, EstimatingEquation<T> right, List<T> targets) {
        boolean misses = false;
        for (double[] vector : early instanceof Loss<T> ? VECTORS : new double[0][]) {
            double[] theta = Vectors.scaled(early.oracle().sense().sign(), vector);
            for (T target : targets) {
                double wanted = contribution(right, theta, target).value();
                try {
                    Contribution found = contribution(early, theta, target);
                    assertEquals(((Loss<T>) early).evaluate(theta, target).gap(), found.gap(), 1e-12, text);
                    double missed = Math.abs(found.value() - wanted);
                    assertTrue(found.gap() >= missed - 1e-9, text + " misses " + missed + " but says " + found.gap());
                    misses |= missed > 1e-9;
                } catch (OracleException refused) {
                    assertEquals(OracleException.Code.NOT_OPTIMAL, refused.code(), text);
                }
            }
        }
        return misses;
    }

    private static <T extends Target> Contribution contribution(
            EstimatingEquation<T> equation, double[] theta, T target) {
        Example<T> example = new Example<>(theta, target, NoiseKey.ZERO, equation.oracle());
        return equation.contributions(List.of(example), List.of(IDENTITY)).get(0);
    }
}
