package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.exact.ExactOptimizer;
import io.dither.layer.Contribution;
import io.dither.layer.Decision;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.Input;
import io.dither.layer.Loss;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pullback;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.perturbed.StoppingRule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What examples add to the parameters of a model against the gradients in theta, pulled back. */
class ContributionsTest {
    private static final double[][] THETAS = {{0.3, 0.9, 0.4, 0.25, 0.2}, {1, 2, 0.5, 0.7, 0.1}};

    /** theta_c = w_0 c + w_1 (2 - c)^2. */
    private static final Pullback MODEL = new Pullback() {
        @Override
        public int size() {
            return 2;
        }

        @Override
        public void add(int coordinate, double factor, double[] sum) {
            sum[0] += factor * coordinate;
            sum[1] += factor * (2 - coordinate) * (2 - coordinate);
        }
    };

    private static LinearOracle oracle(Sense sense) {
        return sense == Sense.MAXIMIZE ? Oracles.topK(5, 2) : Oracles.nearestNeighbours(5, 2);
    }

    private static List<Example<Decision>> examples(LinearOracle oracle) {
        return List.of(
                new Example<>(THETAS[0], Decision.of(1, 1, 0, 0, 0), new NoiseKey(3, 4), oracle),
                new Example<>(THETAS[1], Decision.of(0, 0, 1, 0, 1), new NoiseKey(3, 5), oracle));
    }

    private static PerturbedOptimizerBuilder layer(LinearOracle oracle) {
        return PerturbedOptimizer.builder(oracle).epsilon(0.5).samples(70).seed(8);
    }

    @ParameterizedTest
    @EnumSource
    void lossesAddTheirValuesAndTheGradientsPulledBack(Sense sense) {
        LinearOracle oracle = oracle(sense);
        try (PerturbedOptimizer sampled = layer(oracle).build();
                PerturbedOptimizer stopped = layer(oracle)
                        .samples(600)
                        .stopping(StoppingRule.solutionStandardError(0.05))
                        .build()) {
            for (Loss<Decision> loss : List.of(
                    new FenchelYoungLoss(sampled),
                    new FenchelYoungLoss(stopped),
                    new FenchelYoungLoss(ExactOptimizer.of(oracle, Noise.gaussian(), 0.5)))) {
                List<Contribution> added = assertPulledBack(loss, oracle);
                for (int i = 0; i < 2; i++) {
                    double value = loss.evaluate(examples(oracle).get(i)).value();
                    assertEquals(value, added.get(i).value(), 1e-12);
                    assertTrue(value > 0.1, "value " + value);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void momentsArePulledBackBesideTheExpectedOptimum(Sense sense) {
        LinearOracle oracle = oracle(sense);
        try (PerturbedOptimizer layer = layer(oracle).multiplicative().build()) {
            List<Contribution> added = assertPulledBack(new SimulatedMoments(layer), oracle);
            for (int i = 0; i < 2; i++) {
                double expected =
                        layer.at(examples(oracle).get(i).input()).estimate().value();
                assertEquals(expected, Math.abs(added.get(i).value()), 1e-12);
            }
        }
    }

    private static List<Contribution> assertPulledBack(EstimatingEquation<Decision> equation, LinearOracle oracle) {
        List<Contribution> added = equation.contributions(examples(oracle), List.of(MODEL, MODEL));
        assertEquals(2, added.size());
        for (int i = 0; i < 2; i++) {
            double[] moment = equation.moment(examples(oracle).get(i)).values();
            assertArrayEquals(MODEL.of(moment), added.get(i).gradient(), 1e-12);
        }
        return added;
    }

    /** Examples may share a theta but not the oracle: theta is checked for each. */
    @ParameterizedTest
    @EnumSource
    void aThetaOfTheWrongLengthIsRefusedAlsoIfItIsShared(Sense sense) {
        LinearOracle small = oracle(sense);
        LinearOracle large = sense == Sense.MAXIMIZE ? Oracles.topK(6, 2) : Oracles.nearestNeighbours(6, 2);
        var right = new Input(THETAS[0], NoiseKey.ZERO, small);
        var wrong = new Input(THETAS[0], NoiseKey.ZERO, large);
        try (PerturbedOptimizer layer = layer(small).build()) {
            OracleException refused = assertThrows(
                    OracleException.class,
                    () -> layer.contributions(List.of(right, wrong), List.of(MODEL, MODEL), true));
            assertEquals(OracleException.Code.INVALID_INPUT, refused.code());
            assertEquals("theta has length 5, but the oracle has dimension 6", refused.getMessage());
        }
    }

    /** An infeasible decision is refused here as it is by the loss. */
    @ParameterizedTest
    @EnumSource
    void aDecisionThatIsNotFeasibleIsRefused(Sense sense) {
        LinearOracle oracle = oracle(sense);
        var three = new Example<>(THETAS[0], Decision.of(1, 1, 1, 0, 0), NoiseKey.ZERO, oracle);
        try (PerturbedOptimizer layer = layer(oracle).build()) {
            FenchelYoungLoss loss = new FenchelYoungLoss(layer);
            assertThrows(InvalidArgumentException.class, () -> loss.contributions(List.of(three), List.of(MODEL)));
        }
    }
}
