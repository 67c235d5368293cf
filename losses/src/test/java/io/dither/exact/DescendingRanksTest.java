package io.dither.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.perturbed.Atoms;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rank 0 is the best: noise is added to scores, so that Gumbel noise makes the logit exploded from the best. */
class DescendingRanksTest {
    private static final LinearOracle ORACLE = Oracles.descendingRanking(4);
    private static final double[] THETA = {0.3, -0.4, 1.1, 0};
    private static final double EPSILON = 0.7;

    /** The best by a softmax of all, the next by one of the rest, and so on. */
    private static double exploded(double[] theta, double[] ranks) {
        double product = 1;
        for (int rank = 0; rank < ranks.length; rank++) {
            double sum = 0;
            double best = 0;
            for (int i = 0; i < ranks.length; i++) {
                double weight = Math.exp(theta[i] / EPSILON);
                sum += ranks[i] >= rank ? weight : 0;
                best = ranks[i] == rank ? weight : best;
            }
            product *= best / sum;
        }
        return product;
    }

    @Test
    void probabilitiesAreThoseOfTheLogitExplodedFromTheBest() {
        ExactLikelihood likelihood = ExactLikelihood.of(ORACLE, Noise.gumbel(), EPSILON);
        double[] gradient = new double[4];
        double[] none = new double[4];
        for (double[] ranks : new double[][] {{1, 3, 0, 2}, {3, 0, 2, 1}, {0, 1, 2, 3}}) {
            double logarithm = likelihood.logProbability(THETA, ranks, gradient);
            assertEquals(Math.log(exploded(THETA, ranks)), logarithm, 1e-12);
            for (int i = 0; i < 4; i++) {
                double[] up = THETA.clone();
                double[] down = THETA.clone();
                up[i] += 1e-5;
                down[i] -= 1e-5;
                double slope =
                        likelihood.logProbability(up, ranks, none) - likelihood.logProbability(down, ranks, none);
                assertEquals(slope / 2e-5, gradient[i], 1e-8);
            }
        }
    }

    @Test
    void samplesHaveTheseProbabilitiesAndTheExactValue() {
        for (Noise noise : List.of(Noise.gumbel(), Noise.gaussian())) {
            ExactOptimizer exact = ExactOptimizer.of(ORACLE, noise, EPSILON);
            try (PerturbedOptimizer layer = PerturbedOptimizer.builder(ORACLE)
                    .noise(noise)
                    .epsilon(EPSILON)
                    .samples(20_000)
                    .seed(3)
                    .build()) {
                Estimate estimate = layer.at(THETA).atoms().estimate();
                assertEquals(exact.value(THETA), estimate.value(), 5 * estimate.valueStandardError());
                assertArrayEquals(exact.mean(THETA), estimate.mean(), 0.05);
                for (Atoms.Atom atom : estimate.atoms().atoms()) {
                    double p = exploded(THETA, atom.solution());
                    if (noise.equals(Noise.gumbel())) {
                        assertEquals(p, atom.probability(), 5 * Math.sqrt(p * (1 - p) / 20_000));
                    }
                }
            }
        }
    }

    @Test
    void productsOfRanksDoTheSame() {
        LinearOracle two = Oracles.product(List.of(Oracles.descendingRanking(3), Oracles.descendingRanking(2)));
        double[] theta = {0.3, -0.4, 1.1, 0, 0.5};
        double logarithm = ExactLikelihood.of(two, Noise.gumbel(), EPSILON)
                .logProbability(theta, new double[] {1, 2, 0, 1, 0}, new double[5]);
        double first = exploded(new double[] {0.3, -0.4, 1.1}, new double[] {1, 2, 0});
        double second = exploded(new double[] {0, 0.5}, new double[] {1, 0});
        assertEquals(Math.log(first * second), logarithm, 1e-12);
    }
}
