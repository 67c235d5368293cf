package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.exact.ExactOptimizer;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.perturbed.Batch;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** At least 0, 0 at y = y_eps, and eps KL on the Gumbel simplex. */
class TrueFenchelYoungLossTest {
    private static final double[] THETA = {0.3, -0.2, 0.9};

    @Test
    void onTheGumbelSimplexItIsEpsilonTimesTheDivergence() {
        double[] y = {0.5, 0.3, 0.2};
        for (double epsilon : new double[] {0.2, 1, 3}) {
            Softmax layer = new Softmax(3, epsilon);
            double[] p = layer.forward(THETA).output().values();
            double divergence = 0;
            for (int i = 0; i < 3; i++) {
                divergence += y[i] * Math.log(y[i] / p[i]);
            }
            TrueFenchelYoungLoss loss = TrueFenchelYoungLoss.of(layer);
            assertEquals(
                    epsilon * divergence, loss.evaluate(THETA, Decision.mean(y)).value(), 1e-12);
            assertEquals(0, loss.evaluate(THETA, Decision.mean(p)).value(), 1e-12);
        }
    }

    @Test
    void theGumbelSimplexHasOmegaInClosedFormForEstimatesToo() {
        double[] y = {0.5, 0.3, 0.2};
        double divergence = 0;
        double[] p = new Softmax(3, 0.7).forward(THETA).output().values();
        for (int i = 0; i < 3; i++) {
            divergence += y[i] * Math.log(y[i] / p[i]);
        }
        PerturbedOptimizerBuilder layer = PerturbedOptimizer.builder(Oracles.argmax(3))
                .noise(Noise.gumbel())
                .epsilon(0.7);
        TrueFenchelYoungLoss exact = TrueFenchelYoungLoss.of(ExactOptimizer.of(Oracles.argmax(3), Noise.gumbel(), 0.7));
        assertEquals(0.7 * divergence, exact.evaluate(THETA, Decision.mean(y)).value(), 1e-12);
        assertEquals(
                Double.POSITIVE_INFINITY,
                exact.evaluate(THETA, Decision.mean(1, 1, 0)).value());
        try (PerturbedOptimizer estimated = layer.samples(2000).build()) {
            ValueAndGradient loss = TrueFenchelYoungLoss.of(estimated).evaluate(THETA, Decision.mean(y));
            // all of the error is that of F_eps: Omega adds none
            assertEquals(estimated.estimate(THETA).valueStandardError(), loss.standardError(), 1e-12);
            assertEquals(0.7 * divergence, loss.value(), 5 * loss.standardError());
        }
    }

    @Test
    void withoutAClosedFormOmegaIsThatOfTheExactLayerWhereThereIsOne() {
        PerturbedOptimizerBuilder layer = PerturbedOptimizer.builder(Oracles.ranking(3));
        ExactOptimizer closed = ExactOptimizer.of(Oracles.ranking(3), Noise.gaussian(), 1);
        double[] own = closed.mean(THETA);
        TrueFenchelYoungLoss exact = TrueFenchelYoungLoss.of(closed);
        assertEquals(0, exact.evaluate(THETA, Decision.mean(own)).value(), 1e-9);
        try (PerturbedOptimizer estimated = layer.samples(2000).build()) {
            ValueAndGradient loss = TrueFenchelYoungLoss.of(estimated).evaluate(THETA, Decision.mean(own));
            assertEquals(estimated.estimate(THETA).valueStandardError(), loss.standardError());
            assertEquals(0, loss.value(), 5 * loss.standardError());
        }
    }

    /** The same answers, from an oracle whose set has no name and therefore no exact layer. */
    private static LinearOracle unnamed(LinearOracle oracle) {
        return LinearOracle.of(oracle.dimension(), oracle.sense(), oracle::solve);
    }

    @Test
    void underTheSameNoiseItIsNeverNegativeAndZeroAtItsOwnSolution() {
        for (LinearOracle named : List.of(Oracles.ranking(3), Oracles.descendingRanking(3), Oracles.hypercube(3))) {
            LinearOracle oracle = unnamed(named);
            try (PerturbedOptimizer layer = PerturbedOptimizer.builder(oracle)
                    .samples(1000)
                    .epsilon(0.8)
                    .build()) {
                TrueFenchelYoungLoss loss = TrueFenchelYoungLoss.of(layer);
                double[] own = layer.estimate(THETA).mean();
                ValueAndGradient least = loss.evaluate(THETA, Decision.mean(own));
                ValueAndGradient other = loss.evaluate(new double[] {1, 0.5, -0.5}, Decision.mean(own));
                assertEquals(0, least.value(), 1e-3);
                assertTrue(least.value() > -1e-4, "negative: " + least.value());
                assertTrue(other.value() > 5 * other.standardError(), other.toString());
            }
        }
    }

    @Test
    void whereOmegaIsNotKnownTheLossFails() {
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(unnamed(Oracles.argmax(3)))
                .samples(2)
                .build()) {
            TrueFenchelYoungLoss loss = TrueFenchelYoungLoss.of(layer);
            OracleException failure =
                    assertThrows(OracleException.class, () -> loss.evaluate(THETA, Decision.mean(0.3, 0.3, 0.4)));
            assertEquals(OracleException.Code.NOT_OPTIMAL, failure.code());
            assertTrue(String.valueOf(failure.getMessage()).contains("NOT_CONVERGED"), failure.toString());
        }
    }

    @Test
    void aVertexHasTheLimitOfOmegaAndAPointOutsideAnInfiniteLoss() {
        Softmax layer = new Softmax(3, 0.7);
        TrueFenchelYoungLoss loss = TrueFenchelYoungLoss.of(layer);
        double p = layer.forward(THETA).output().values()[1];
        assertEquals(
                -0.7 * Math.log(p), loss.evaluate(THETA, Decision.of(0, 1, 0)).value(), 1e-8);
        ValueAndGradient outside = loss.evaluate(THETA, Decision.mean(0.8, 0.8, -0.6));
        assertEquals(Double.POSITIVE_INFINITY, outside.value());
        assertEquals(0, outside.standardError());
    }

    @Test
    void omegaIsTakenOncePerTargetOfABatch() {
        AtomicInteger calls = new AtomicInteger();
        Softmax layer = new Softmax(2, 1);
        TrueFenchelYoungLoss loss = new TrueFenchelYoungLoss(layer, target -> {
            calls.incrementAndGet();
            return new TrueFenchelYoungLoss.Omega(10 * target[0], 0.5, 0);
        });
        DMatrixRMaj thetas = new DMatrixRMaj(new double[][] {{0, 1}, {2, 3}, {1, 1}});
        List<Decision> targets = List.of(Decision.of(1, 0), Decision.of(0, 1), Decision.of(1, 0));
        List<Example<Decision>> examples = Batch.examples(thetas, targets, 0, layer.oracle());
        List<ValueAndGradient> with = loss.evaluateBatch(examples);
        List<ValueAndGradient> without = new FenchelYoungLoss(layer).evaluateBatch(examples);
        assertEquals(2, calls.get());
        assertEquals(without.get(2).value() + 10, with.get(2).value());
        assertEquals(0.5, with.get(1).standardError());
    }
}
