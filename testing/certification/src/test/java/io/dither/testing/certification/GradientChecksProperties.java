package io.dither.testing.certification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.layer.Decision;
import io.dither.layer.Loss;
import io.dither.layer.NoiseKey;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.Noise;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.testing.BruteForceOracle;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GradientChecksProperties {
    private static final BruteForceOracle ARGMAX = oneHot(Sense.MAXIMIZE, 3);
    private static final double[] THETA = {0.1, 0.7, -0.3};
    private static final double[] COTANGENT = {1, -2, 0.5};

    private static BruteForceOracle oneHot(Sense sense, int dimension) {
        return BruteForceOracle.zeroOne(sense, dimension, point -> {
            double sum = 0;
            for (double value : point) {
                sum += value;
            }
            return sum == 1;
        });
    }

    @Example
    void anHonestLayerAgreesWithTheExactOne() {
        NaiveLayer layer = new NaiveLayer(ARGMAX, Noise.gumbel(), 0.5, 20_000, 3);
        ZScore.requireWithin(5, GradientChecks.forwardAgainstExact(layer, ExactLayers.gumbelArgmax(3, 0.5), THETA));
        ZScore.requireWithin(
                5, GradientChecks.vjpAgainstExact(layer, ExactLayers.gumbelArgmax(3, 0.5), THETA, COTANGENT));
    }

    @Example
    void aLayerWithAnotherEpsilonDoesNot() {
        NaiveLayer layer = new NaiveLayer(ARGMAX, Noise.gumbel(), 0.6, 20_000, 3);
        List<ZScore> outputs = GradientChecks.forwardAgainstExact(layer, ExactLayers.gumbelArgmax(3, 0.5), THETA);
        List<ZScore> gradients =
                GradientChecks.vjpAgainstExact(layer, ExactLayers.gumbelArgmax(3, 0.5), THETA, COTANGENT);
        assertThrows(AssertionError.class, () -> ZScore.requireWithin(5, outputs));
        assertThrows(AssertionError.class, () -> ZScore.requireWithin(5, gradients));
    }

    @Provide
    Arbitrary<double[]> thetas() {
        return DitherArbitraries.thetas(3, Domain.everywhere());
    }

    @Provide
    Arbitrary<Double> epsilons() {
        return DitherArbitraries.epsilons();
    }

    @Property(tries = 100, seed = "21")
    void perturbedValuesAreBracketed(
            @ForAll("thetas") double[] theta,
            @ForAll("thetas") double[] direction,
            @ForAll("epsilons") double epsilon,
            @ForAll Sense sense) {
        NaiveLayer layer = new NaiveLayer(oneHot(sense, 3), Noise.gaussian(), epsilon, 20, 5);
        GradientChecks.bracketed(sense, point -> layer.smoothed(point, NoiseKey.ZERO), theta, direction, 0.5)
                .require();
    }

    @Property(tries = 100, seed = "22")
    void aLossWithItsGradientIsBracketedAndWithTheOppositeItIsNot(
            @ForAll("thetas") double[] theta, @ForAll("thetas") double[] direction) {
        Decision target = Decision.of(0, 1, 0);
        GradientChecks.bracketed(new Hinge(1), theta, target, direction, 1).require();
        Bracket wrong = GradientChecks.bracketed(new Hinge(-1), new double[3], target, new double[] {1, 0, 2}, 1);
        assertFalse(wrong.holds());
    }

    /** max(theta) - <theta, y> and sign times its gradient. */
    private record Hinge(int sign) implements Loss<Decision> {
        @Override
        public String name() {
            return "hinge";
        }

        @Override
        public LinearOracle oracle() {
            return ARGMAX;
        }

        @Override
        public Class<Decision> targetType() {
            return Decision.class;
        }

        @Override
        public ValueAndGradient evaluate(io.dither.layer.Example<Decision> example) {
            double[] theta = example.theta();
            double[] target = example.target().values();
            double[] best = ARGMAX.solve(theta);
            double[] gradient = new double[3];
            double value = 0;
            for (int i = 0; i < 3; i++) {
                gradient[i] = sign * (best[i] - target[i]);
                value += (best[i] - target[i]) * theta[i];
            }
            return ValueAndGradient.exact(value, gradient);
        }
    }

    @Example
    void aBracketThatDoesNotHoldThrows() {
        assertThrows(AssertionError.class, () -> new Bracket(1, 0.5, 2, 10).require());
        assertThrows(AssertionError.class, () -> new Bracket(1, Double.NaN, 2, 10).require());
    }

    @Example
    void zScoresOfExactAndMissingEstimates() {
        assertEquals(0, new ZScore("a", 1, 1, 0).z());
        assertEquals(Double.POSITIVE_INFINITY, new ZScore("a", 1.1, 1, 0).z());
        assertEquals(-2, new ZScore("a", 1, 2, 0.5).z());
        List<ZScore> unknown = List.of(new ZScore("a", 1, 1, 0), new ZScore("b", 1, 1, Double.NaN));
        assertThrows(AssertionError.class, () -> ZScore.requireWithin(5, unknown));
    }
}
