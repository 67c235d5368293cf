package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.exact.ExactOptimizer;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 95 % intervals hold the exact answer 95 times in a hundred: sets, noises and ways to draw samples. */
class CoverageTest {
    /**
     * Where sums are close to normal: away from the medians, where antithetic pairs of signs hardly vary, and, as the mean
     * of a sign over 64 Sobol points takes only two values, with neither of them rare.
     */
    private static double[] theta(IndependentNoise noise) {
        return noise.isSymmetric() ? new double[] {0.6, -0.34, 0.14, -0.26} : new double[] {-0.56, -0.05, 0.28, 0.5};
    }

    private static final double[] COTANGENT = {1, -2, 0.5, 3};
    private static final int SAMPLES = 1024;

    /** Of the normal law, and of Student's t with 15 degrees of freedom for 16 replicates. */
    private static double quantile(Sampling sampling) {
        return sampling == Sampling.SOBOL ? 2.131 : 1.96;
    }

    /** How often the intervals of one case held the exact answer: F_eps, each coordinate of y_eps, of the VJP. */
    private static final class Case {
        final String name;
        final ExactOptimizer exact;
        final Sampling sampling;
        final double[] theta;

        Case(String name, ExactOptimizer exact, Sampling sampling, double[] theta) {
            this.name = name;
            this.exact = exact;
            this.sampling = sampling;
            this.theta = theta;
        }

        boolean hasVjp() {
            return sampling.unit() == 1;
        }

        List<IntSummaryStatistics> run(int seeds) {
            double[][] answers = {
                {exact.value(theta)},
                exact.mean(theta),
                exact.forward(theta).vjp(COTANGENT).values()
            };
            int[][] hits = {new int[1], new int[4], new int[4]};
            for (int seed = 1; seed <= seeds; seed++) {
                try (PerturbedOptimizer layer = PerturbedOptimizer.builder(exact.oracle())
                        .noise(exact.noise())
                        .epsilon(exact.epsilon())
                        .samples(SAMPLES)
                        .sampling(sampling)
                        .seed(seed)
                        .build()) {
                    Query query = layer.at(theta);
                    Estimate estimate = (hasVjp() ? query.vjp(COTANGENT) : query).estimate();
                    double[] value = {estimate.value()};
                    count(hits[0], value, new double[] {estimate.valueStandardError()}, answers[0]);
                    count(hits[1], estimate.mean(), estimate.meanStandardError(), answers[1]);
                    if (hasVjp()) {
                        count(hits[2], estimate.vjp().values(), estimate.vjp().standardErrors(), answers[2]);
                    }
                }
            }
            return Stream.of(hits)
                    .limit(hasVjp() ? 3 : 2)
                    .map(each -> Arrays.stream(each).summaryStatistics())
                    .toList();
        }

        private void count(int[] hits, double[] values, double[] errors, double[] exactValues) {
            for (int i = 0; i < hits.length; i++) {
                hits[i] += Math.abs(values[i] - exactValues[i]) <= quantile(sampling) * errors[i] ? 1 : 0;
            }
        }
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (LinearOracle oracle : List.of(Oracles.argmax(4), Oracles.ranking(4), Oracles.sign(4))) {
            for (IndependentNoise noise : List.of(Noise.gaussian(), Noise.centredGumbel())) {
                for (Sampling sampling : Sampling.values()) {
                    String name = oracle.getClass().getSimpleName() + " " + noise.name() + " " + sampling;
                    cases.add(new Case(name, ExactOptimizer.of(oracle, noise, 1), sampling, theta(noise)));
                }
            }
        }
        return cases;
    }

    /**
     * Requires shares of the seeds: between two bounds for a quantity, the mean over its coordinates, and for each
     * coordinate a little wider, as the most extreme of a hundred shares is 3 standard deviations off.
     */
    private static void requireCoverage(int seeds, double least, double most, double wider) {
        StringBuilder table = new StringBuilder("share of seeds that an interval covers, mean (least-most) over"
                + " coordinates of F_eps, y_eps, VJP\n");
        boolean held = true;
        for (Case each : cases()) {
            table.append(String.format(Locale.ROOT, "%-38s", each.name));
            for (IntSummaryStatistics hits : each.run(seeds)) {
                double mean = hits.getAverage() / seeds;
                double low = (double) hits.getMin() / seeds;
                double high = (double) hits.getMax() / seeds;
                table.append(String.format(Locale.ROOT, "  %.3f (%.3f-%.3f)", mean, low, high));
                held &= mean >= least && mean <= most && low >= least - wider && high <= most + wider;
            }
            table.append('\n');
        }
        System.out.print(table);
        assertTrue(held, table::toString);
    }

    @Test
    @Tag("long")
    void intervalsHoldTheExactAnswerInNinetyFiveOfAHundredSeeds() {
        // a share of 1,000 seeds has a standard deviation of 0.0069
        requireCoverage(1000, 0.93, 0.97, 0.005);
    }

    @Test
    void intervalsHoldTheExactAnswerInMostOfAFewSeeds() {
        // a share of 200 seeds has a standard deviation of 0.0154
        requireCoverage(200, 0.90, 0.99, 0.01);
    }
}
