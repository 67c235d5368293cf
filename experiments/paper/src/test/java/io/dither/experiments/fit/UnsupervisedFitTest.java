package io.dither.experiments.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.exact.ExactOptimizer;
import io.dither.experiments.fit.Conjugate.Status;
import io.dither.losses.Softmax;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Estimates, standard errors and what cannot be identified. */
class UnsupervisedFitTest {
    private static PerturbedOptimizerBuilder layer(LinearOracle oracle) {
        return PerturbedOptimizer.builder(oracle)
                .noise(Noise.gumbel())
                .epsilon(0.5)
                .samples(2000);
    }

    /** Draws n decisions of the model itself, each with noise of its own. */
    static List<double[]> decisions(LinearOracle oracle, double[] theta, int n, long seed) {
        List<double[]> observed = new ArrayList<>();
        try (PerturbedOptimizer one = layer(oracle).samples(1).seed(seed).build()) {
            for (int i = 0; i < n; i++) {
                observed.add(one.at(theta).example(i).estimate().mean());
            }
        }
        return observed;
    }

    private static void assertNear(Fit fit, double[] theta) {
        double[] truth = fit.representative(theta);
        for (int i = 0; i < theta.length; i++) {
            assertEquals(truth[i], fit.theta()[i], 5 * fit.standardErrors()[i] + 1e-9, "coordinate " + i);
        }
    }

    @Test
    void onTheSimplexItIsTheLogitFit() {
        List<double[]> observed = decisions(Oracles.argmax(3), new double[] {0.4, 0, -0.4}, 500, 1);
        double[] share = new double[3];
        observed.forEach(y -> {
            for (int i = 0; i < 3; i++) {
                share[i] += y[i] / 500;
            }
        });
        Fit fit = UnsupervisedFit.of(new Softmax(3, 0.5)).fit(observed);
        double mean = 0;
        double inverses = 0;
        for (double p : share) {
            mean += 0.5 * Math.log(p) / 3;
            inverses += 1 / p;
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(0.5 * Math.log(share[i]) - mean, fit.theta()[i], 1e-7);
            double logit = 0.25 * (1 / share[i] - 2 / (3 * share[i]) + inverses / 9) / 499;
            assertEquals(Math.sqrt(logit), fit.standardErrors()[i], 1e-7);
        }
        assertEquals(1.959964, (fit.upper()[0] - fit.theta()[0]) / fit.standardErrors()[0], 1e-6);
        assertEquals(
                "common shift of all coordinates", fit.unidentified().get(0).name());
        assertEquals(0, fit.simulationShare());
    }

    @Test
    void estimatesAreWithinTheirStandardErrors() {
        double[] theta = {0.5, -0.2, 0.1, -0.6};
        for (LinearOracle oracle : List.of(
                Oracles.argmax(4),
                Oracles.ranking(4),
                Oracles.descendingRanking(4),
                Oracles.nearestNeighbours(4, 2),
                Oracles.product(List.of(Oracles.argmax(2), Oracles.hypercube(2))))) {
            List<double[]> observed = decisions(oracle, theta, 1000, 2);
            try (PerturbedOptimizer layer = layer(oracle).seed(7).build();
                    PerturbedOptimizer threads =
                            layer(oracle).seed(7).threads(3).build()) {
                Fit fit = UnsupervisedFit.of(layer).fit(observed);
                assertEquals(Status.CONVERGED, fit.search().status(), fit.toString());
                assertNear(fit, theta);
                Fit same = UnsupervisedFit.of(threads).fit(observed);
                assertArrayEquals(fit.theta(), same.theta());
                assertArrayEquals(fit.standardErrors(), same.standardErrors());
            }
        }
    }

    @Test
    void exactFitsConvergeWhereRoundingEndsTheDescent() {
        double[] theta = {0.5, 0.25, 0, -0.25, -0.5};
        PerturbedOptimizerBuilder ranking = PerturbedOptimizer.builder(Oracles.ranking(5));
        for (int data = 0; data < 40; data++) {
            List<double[]> observed = new ArrayList<>();
            try (PerturbedOptimizer one = ranking.samples(1).seed(data).build()) {
                for (int i = 0; i < 100; i++) {
                    observed.add(one.at(theta).example(i).estimate().mean());
                }
            }
            Fit fit = UnsupervisedFit.of(ExactOptimizer.of(Oracles.ranking(5), Noise.gaussian(), 1))
                    .fit(observed);
            assertEquals(
                    Status.CONVERGED,
                    fit.search().status(),
                    "residual " + fit.search().residual());
        }
    }

    @Test
    void anExactFitComputesTheJacobianOnce() {
        CountedGumbel law = new CountedGumbel(new AtomicLong());
        ExactOptimizer layer = ExactOptimizer.of(Oracles.topK(12, 3), law, 1);
        double[] theta = new double[12];
        double[] mean = layer.mean(theta);
        long before = law.calls.get();
        layer.jacobian(theta);
        long once = law.calls.get() - before;
        ConjugateSolver.of(layer).solve(mean);
        long search = law.calls.get() - before - once;
        UnsupervisedFit.of(layer).fit(List.of(mean, mean));
        assertEquals(once, law.calls.get() - before - once - 2 * search);
    }

    /** The Gumbel law, which counts how often its density is asked. */
    private record CountedGumbel(AtomicLong calls) implements IndependentNoise {
        private static final IndependentNoise GUMBEL = Noise.gumbel();

        @Override
        public double density(double z) {
            calls.incrementAndGet();
            return GUMBEL.density(z);
        }

        @Override
        public double cdf(double z) {
            return GUMBEL.cdf(z);
        }

        @Override
        public double quantile(double u) {
            return GUMBEL.quantile(u);
        }

        @Override
        public double mean() {
            return GUMBEL.mean();
        }

        @Override
        public boolean isSymmetric() {
            return false;
        }

        @Override
        public void fill(KeyedRandom random, double[] z, int from, int to) {
            GUMBEL.fill(random, z, from, to);
        }

        @Override
        public void score(double[] z, double[] gradient) {
            GUMBEL.score(z, gradient);
        }

        @Override
        public String name() {
            return GUMBEL.name();
        }
    }

    @Test
    void unidentifiedDirectionsAreNamed() {
        LinearOracle product = Oracles.product(
                List.of(Oracles.argmax(2), Oracles.ranking(3), Oracles.argmax(1), Oracles.hypercube(1)));
        List<Unidentified> named = Unidentified.complementOf(AffineHull.directions(product));
        assertEquals(
                List.of("common shift of coordinates 0, 1", "common shift of coordinates 2, 3, 4", "coordinate 5"),
                named.stream().map(Unidentified::name).toList());
        assertArrayEquals(new double[] {0, 0, 1, 1, 1, 0, 0}, named.get(1).direction());
    }

    @Test
    void constantsOfSolutionsAreNoMatterOfTheHull() {
        double[] theta = {100.2, 0};
        LinearOracle shifted = Oracles.affine(Oracles.argmax(2), new double[] {1, 1}, new double[] {0, 100});
        try (PerturbedOptimizer layer = layer(shifted).build()) {
            Fit fit = UnsupervisedFit.of(layer).fit(decisions(shifted, theta, 1000, 3));
            assertEquals(1, fit.unidentified().size());
            assertEquals(
                    "common shift of all coordinates", fit.unidentified().get(0).name());
            assertTrue(fit.standardErrors()[0] > 0.005, "error " + fit.standardErrors()[0]);
            assertNear(fit, theta);
        }
    }

    @Test
    void errorsFallWithTheRootOfTheNumberOfObservations() {
        double[] theta = {0.3, 0, -0.3};
        double few = rootMeanSquare(theta, 100);
        double many = rootMeanSquare(theta, 1600);
        assertEquals(-0.5, Math.log(many / few) / Math.log(16), 0.1);
    }

    private static double rootMeanSquare(double[] theta, int n) {
        double squares = 0;
        for (int data = 0; data < 60; data++) {
            Fit fit = UnsupervisedFit.of(new Softmax(3, 0.5)).fit(decisions(Oracles.argmax(3), theta, n, data));
            for (int i = 0; i < 3; i++) {
                squares += Math.pow(fit.theta()[i] - theta[i], 2);
            }
        }
        return Math.sqrt(squares);
    }

    @Tag("long")
    @Test
    void standardErrorsMatchTheSpreadOver200DataSets() {
        double[] theta = {0.3, 0, -0.3};
        LinearOracle ranking = Oracles.descendingRanking(3);
        int sets = 200;
        double squares = 0;
        double predicted = 0;
        int covered = 0;
        for (int data = 0; data < sets; data++) {
            try (PerturbedOptimizer own =
                    layer(ranking).samples(4000).seed(data).build()) {
                Fit fit =
                        UnsupervisedFit.of(own).curvatureSamples(4000).fit(decisions(ranking, theta, 200, 1000 + data));
                squares += Math.pow(fit.theta()[0] - theta[0], 2) / sets;
                predicted += Math.pow(fit.standardErrors()[0], 2) / sets;
                covered += fit.lower()[0] <= theta[0] && theta[0] <= fit.upper()[0] ? 1 : 0;
            }
        }
        // the variance of 200 squares has a relative standard error of sqrt(2 / 200) = 0.1
        assertEquals(1, squares / predicted, 0.5);
        assertEquals(0.95, covered / 200.0, 5 * Math.sqrt(0.95 * 0.05 / 200));
    }

    @Test
    void aClassThatWasNeverObservedIsOnTheBoundary() {
        List<double[]> observed =
                List.of(new double[] {1, 0, 0}, new double[] {0, 1, 0}, new double[] {1, 0, 0}, new double[] {0, 1, 0});
        try (PerturbedOptimizer layer = layer(Oracles.argmax(3)).build()) {
            Fit fit = UnsupervisedFit.of(layer).fit(observed);
            assertEquals(Status.ON_BOUNDARY, fit.search().status());
            assertArrayEquals(new int[] {2}, fit.boundaryCoordinates());
            assertTrue(Double.isNaN(fit.standardErrors()[0]) && !fit.isUsable());
        }
    }

    @Test
    void underOneSidedNoiseCostsOnARestrictedDomainAreFound() {
        LinearOracle cheapest = new CheapestOfPositive(4);
        double[] costs = {1.2, 1, 1.5, 0.9};
        PerturbedOptimizerBuilder builder =
                PerturbedOptimizer.builder(cheapest).noise(Noise.gamma(5)).epsilon(0.2);
        List<double[]> observed = new ArrayList<>();
        try (PerturbedOptimizer one = builder.samples(1).seed(1).build();
                PerturbedOptimizer layer = builder.samples(10_000).seed(2).build()) {
            for (int i = 0; i < 2000; i++) {
                observed.add(one.at(costs).example(i).estimate().mean());
            }
            Fit fit = UnsupervisedFit.of(layer).fit(observed);
            assertEquals(Status.CONVERGED, fit.search().status(), fit.toString());
            assertTrue(fit.standardErrors()[0] < 0.05, "error " + fit.standardErrors()[0]);
            assertNear(fit, costs);
        }
    }

    private record CheapestOfPositive(int dimension) implements LinearOracle {
        @Override
        public Sense sense() {
            return Sense.MINIMIZE;
        }

        @Override
        public OracleSession openSession() {
            return Oracles.negate(Oracles.argmax(dimension)).openSession();
        }

        @Override
        public Domain domain() {
            return Domain.nonnegative();
        }
    }

    @Test
    void badObservationsAreRefused() {
        UnsupervisedFit fit = UnsupervisedFit.of(new Softmax(2, 1));
        assertThrows(InvalidArgumentException.class, () -> fit.fit(List.of(new double[] {1, 0})));
        assertThrows(
                InvalidArgumentException.class,
                () -> fit.fit(List.of(new double[] {1, 0}, new double[] {Double.NaN, 0})));
        assertThrows(InvalidArgumentException.class, () -> fit.fit(List.of(new double[3], new double[3])));
    }
}
