package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.NoiseKey;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.random.KeyedRandom;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An objective theta' g(x) + h(x) is an oracle whose points are g(x), with the constants h(x): the example of the README of api. */
class GeneralObjectiveTest {
    private static final Shops SHOPS = new Shops(1, 0.3, 0.8, 1.4);
    private static final double[] THETA = {0.6, 0.2};

    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Shops(double... rents) implements LinearOracle {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public Set<Trait> traits() {
            return Set.of(Trait.OFFSET);
        }

        @Override
        public OracleSession openSession() {
            return this::solve;
        }

        private void solve(double[] theta, Vertex vertex) {
            Thetas.check(theta, vertex, 2);
            int best = 0;
            for (int open = 1; open < 1 << rents.length; open++) {
                best = value(open, theta) > value(best, theta) ? open : best;
            }
            vertex.clear();
            vertex.add(0, Integer.bitCount(best));
            vertex.add(1, Integer.bitCount(best & best >> 1));
            vertex.offset(-rent(best));
        }

        private double value(int open, double[] theta) {
            return theta[0] * Integer.bitCount(open) + theta[1] * Integer.bitCount(open & open >> 1) - rent(open);
        }

        private double rent(int open) {
            double sum = 0;
            for (int i = 0; i < rents.length; i++) {
                sum += (open >> i & 1) * rents[i];
            }
            return sum;
        }

        double best(double[] theta) {
            double best = 0;
            for (int open = 1; open < 1 << rents.length; open++) {
                best = Math.max(best, value(open, theta));
            }
            return best;
        }
    }

    @Test
    void itKeepsTheContract() {
        for (RuleResult result : OracleContract.of(SHOPS).verifyAll()) {
            assertTrue(result.status() != RuleResult.Status.FAILED, result.toString());
        }
    }

    @Test
    void theSmoothedValueIsTheMeanOfTheBestObjective() {
        KeyedRandom random = new KeyedRandom(1);
        int n = 20_000;
        double sum = 0;
        double squares = 0;
        for (int m = 0; m < n; m++) {
            double[] x = {THETA[0] + 0.5 * random.nextGaussian(), THETA[1] + 0.5 * random.nextGaussian()};
            double best = SHOPS.best(x);
            sum += best / n;
            squares += best * best / n;
        }
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(SHOPS).epsilon(0.5).samples(n).build()) {
            Estimate estimate = layer.estimate(THETA);
            double error = Math.hypot(estimate.valueStandardError(), Math.sqrt((squares - sum * sum) / n));
            assertEquals(sum, estimate.value(), 5 * error);
        }
    }

    @Test
    void theFenchelYoungGradientIsTheMeanOfGLessTheObservedOne() {
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(SHOPS).epsilon(0.5).samples(500).build()) {
            FenchelYoungLoss loss = new FenchelYoungLoss(layer);
            Decision observed = Decision.of(3, 2);
            ValueAndGradient here = loss.evaluate(THETA, observed);
            double[] mean = layer.estimate(THETA).mean();
            assertArrayEquals(
                    Vectors.minus(mean, new double[] {3, 2}), here.gradient().values(), 1e-12);
            // with fixed noise the loss is convex, so that its slope lies between the gradients at both ends
            double[] u = {1, -2};
            double[] there = Vectors.combined(1, THETA, 1e-2, u);
            double slope = (loss.evaluate(there, observed, NoiseKey.ZERO).value() - here.value()) / 1e-2;
            double first = Vectors.dot(here.gradient().values(), u);
            double last = Vectors.dot(loss.evaluate(there, observed).gradient().values(), u);
            assertTrue(first <= slope + 1e-9 && slope <= last + 1e-9, first + " " + slope + " " + last);
        }
    }

    @Test
    void spoPlusCountsTheRent() {
        double[] predicted = {1.5, -0.4};
        double[] pushed = Vectors.combined(2, predicted, -1, THETA);
        Vertex best = new Vertex(2);
        SHOPS.openSession().solve(THETA, best);
        assertEquals(
                SHOPS.best(pushed) - best.objective(pushed),
                new SpoPlusLoss(SHOPS).evaluate(predicted, Costs.of(THETA)).value(),
                1e-12);
    }
}
