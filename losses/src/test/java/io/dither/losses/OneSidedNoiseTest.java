package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.exact.ExactOptimizer;
import io.dither.layer.Decision;
import io.dither.layer.Estimated;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.noise.NonnegativeNoise;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracles.Oracles;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gamma noise on costs of at least 0: it is added, whatever the sense, and learning by it is sound. */
class OneSidedNoiseTest {
    private static final double[] THETA = {0.3, 0.8};

    private static PerturbedOptimizerBuilder layer(Noise noise) {
        return PerturbedOptimizer.builder(new CheaperOfTwo())
                .noise(noise)
                .epsilon(0.2)
                .samples(100_000)
                .seed(4);
    }

    /** The oracle refuses costs below 0, so a session that is asked for them fails the test. */
    @Test
    void costsRiseByTheMeanOfTheNoiseAndNeverLeaveTheDomain() {
        try (PerturbedOptimizer sure = layer(Noise.gamma(5)).build()) {
            // the second is dearer by 50 standard deviations, so F_eps = E X_1
            Estimate estimate = sure.estimate(new double[] {0, 50 * 0.2 * Math.sqrt(5)});
            assertEquals(0.2 * 5, estimate.value(), 5 * estimate.valueStandardError());
            assertEquals(0.2 * Math.sqrt(5 / 100_000.0), estimate.valueStandardError(), 1e-4);
        }
    }

    /** The only point is 1, so F_eps = E X. */
    private record One(Sense sense, Domain domain) implements LinearOracle {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public OracleSession openSession() {
            return (theta, vertex) -> {
                Thetas.check(theta, 1, domain);
                vertex.clear();
                vertex.add(0, 1);
            };
        }
    }

    @Test
    void itIsAddedWhateverTheSenseUnlessOnlyLessIsAllowed() {
        Domain box = Domain.box(new double[] {-1e3}, new double[] {1e3});
        for (Sense sense : Sense.values()) {
            for (Domain domain : List.of(Domain.everywhere(), Domain.nonnegative(), Domain.nonpositive(), box)) {
                int sign = domain == Domain.nonpositive() ? -1 : 1;
                double theta = domain.unboundedDirection() * 0.5;
                try (PerturbedOptimizer layer = PerturbedOptimizer.builder(new One(sense, domain))
                        .noise(Noise.gamma(6))
                        .epsilon(0.2)
                        .samples(20_000)
                        .domainPolicy(domain == box ? DomainPolicy.CLAMP : DomainPolicy.REFUSE)
                        .build()) {
                    Estimate estimate = layer.estimate(new double[] {theta});
                    double mean = theta + sign * 0.2 * 6;
                    assertEquals(mean, estimate.value(), 5 * estimate.valueStandardError(), sense + " " + domain);
                }
            }
        }
    }

    /** Unlike costs less Gumbel noise, costs and exponential noise are no scores and noise. */
    @Test
    void closedFormsAreOfTheNoiseThatIsAdded() {
        LinearOracle items = Oracles.hypercube(2);
        assertTrue(ExactOptimizer.isAvailable(items, new Exponential()));
        assertFalse(ExactOptimizer.isAvailable(Oracles.negate(items), new Exponential()));
        double[] exact = ExactOptimizer.of(items, new Exponential(), 0.2).mean(new double[] {-0.1, -0.4});
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(items)
                .noise(new Exponential())
                .epsilon(0.2)
                .samples(20_000)
                .build()) {
            Estimated sampled = layer.estimate(new double[] {-0.1, -0.4}).solution();
            for (int i = 0; i < 2; i++) {
                assertEquals(exact[i], sampled.values()[i], 5 * sampled.standardErrors()[i]);
            }
        }
    }

    private record Exponential() implements NonnegativeNoise, IndependentNoise {
        @Override
        public String name() {
            return "exponential";
        }

        @Override
        public void fill(KeyedRandom random, double[] z, int from, int to) {
            for (int i = from; i < to; i++) {
                z[i] = random.nextExponential();
            }
        }

        @Override
        public void score(double[] z, double[] score) {
            Arrays.fill(score, 1);
        }

        @Override
        public double density(double z) {
            return z < 0 ? 0 : Math.exp(-z);
        }

        @Override
        public double cdf(double z) {
            return z < 0 ? 0 : -Math.expm1(-z);
        }

        @Override
        public double quantile(double u) {
            return -Math.log1p(-u);
        }

        @Override
        public double mean() {
            return 1;
        }

        @Override
        public boolean isSymmetric() {
            return false;
        }
    }

    @Test
    void theLossGrowsWithTheScaleOfTheCostsWhereUnderMultiplicativeNoiseZeroIsItsLeast() {
        Decision dearer = Decision.of(0, 1);
        try (PerturbedOptimizer oneSided = layer(Noise.gamma(5)).build();
                PerturbedOptimizer multiplicative =
                        layer(Noise.gaussian()).multiplicative().build()) {
            assertEquals(2, ratioOfDoubledCosts(new FenchelYoungLoss(multiplicative), dearer), 1e-9);
            FenchelYoungLoss loss = new FenchelYoungLoss(oneSided);
            ValueAndGradient nothing = loss.evaluate(new double[2], dearer);
            // at no costs at all it is -E min(Z), not a least value of 0; its slope leads away from 0
            assertTrue(nothing.value() < 0 && nothing.gradient().values()[0] < -0.4, nothing.toString());
        }
    }

    private static double ratioOfDoubledCosts(FenchelYoungLoss loss, Decision observed) {
        double[] twice = {2 * THETA[0], 2 * THETA[1]};
        return loss.evaluate(twice, observed).value()
                / loss.evaluate(THETA, observed).value();
    }

    @Test
    void gradientsOfSolutionsAreTheirDifferences() {
        double h = 0.02;
        try (PerturbedOptimizer layer = layer(Noise.gamma(8)).build()) {
            Estimated vjp = layer.forward(THETA).vjp(new double[] {1, 0});
            // the same noise on both sides, so the variance of the difference is at most that of its few changes
            double above = layer.estimate(new double[] {THETA[0] + h, THETA[1]}).mean()[0];
            double below = layer.estimate(new double[] {THETA[0] - h, THETA[1]}).mean()[0];
            double difference = (above - below) / (2 * h);
            double error = Math.sqrt((below - above) / 100_000) / (2 * h);
            assertEquals(difference, vjp.values()[0], 5 * Math.hypot(error, vjp.standardErrors()[0]));
            assertTrue(difference < -0.2);
        }
    }

    @Test
    void aCoordinateOfShapeZeroTakesNoNoiseAndHasNoGradientEstimate() {
        try (PerturbedOptimizer layer = layer(Noise.gamma(new double[] {0, 5})).build()) {
            // X_1 = 0.3, and X_2 is at least 0.8
            assertEquals(0.3, layer.estimate(THETA).value(), 1e-12);
            Estimated vjp = layer.forward(new double[] {1.7, 0.8}).vjp(new double[] {1, 0});
            assertEquals(0, vjp.values()[0]);
            assertTrue(Double.isNaN(vjp.standardErrors()[0]));
            assertTrue(vjp.standardErrors()[1] > 0);
        }
        assertThrows(
                InvalidArgumentException.class,
                () -> layer(Noise.gamma(new double[] {1, 2, 3})).build());
    }

    @Test
    void shapesWhoseScoreHasNoErrorBarsGiveLossesAlone() {
        try (PerturbedOptimizer layer = layer(Noise.gamma(3)).build()) {
            assertTrue(new FenchelYoungLoss(layer)
                            .evaluate(THETA, Decision.of(1, 0))
                            .standardError()
                    > 0);
            var refusal = assertThrows(
                    InvalidArgumentException.class, () -> layer.forward(THETA).vjp(THETA));
            assertTrue(String.valueOf(refusal.getMessage()).contains("shape above 4"), refusal.getMessage());
        }
    }

    @Test
    void otherNoiseIsRefusedWithTheWaysOut() {
        var refusal = assertThrows(
                InvalidArgumentException.class, () -> layer(Noise.gaussian()).build());
        assertTrue(String.valueOf(refusal.getMessage()).contains("gamma"), refusal.getMessage());
    }
}
