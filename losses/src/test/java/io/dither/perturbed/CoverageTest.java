package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.exact.ExactOptimizer;
import io.dither.layer.Estimated;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 95 % intervals hold the exact answer 95 times in a hundred: sets, noises, ways to draw and numbers of samples. */
class CoverageTest {
    private static final double LEVEL = 0.95;

    /**
     * Where sums are close to normal: away from the medians, where antithetic pairs of signs hardly vary, and, as the mean
     * of a sign over 64 Sobol points takes only two values, with neither of them rare.
     */
    private static double[] theta(IndependentNoise noise) {
        return noise.isSymmetric() ? new double[] {0.6, -0.34, 0.14, -0.26} : new double[] {-0.56, -0.05, 0.28, 0.5};
    }

    /** How often the intervals of one quantity, one a coordinate, were known, and held the exact answer. */
    private static final class Hits {
        final double[] exact;
        final int[] known;
        final int[] hits;
        boolean calibrated;

        Hits(double... exact) {
            this.exact = exact;
            known = new int[exact.length];
            hits = new int[exact.length];
        }

        void count(Estimated estimated) {
            calibrated = estimated.calibrated();
            double[] margins = estimated.margins(LEVEL);
            for (int i = 0; i < exact.length; i++) {
                known[i] += Double.isNaN(margins[i]) ? 0 : 1;
                hits[i] += Math.abs(estimated.values()[i] - exact[i]) <= margins[i] ? 1 : 0;
            }
        }

        /** The share of the known intervals that hold the answer. */
        double share() {
            return (double) Arrays.stream(hits).sum() / Arrays.stream(known).sum();
        }

        double unknown(int seeds) {
            return 1 - (double) Arrays.stream(known).sum() / ((double) seeds * known.length);
        }

        boolean isWithin(int seeds, double least, double most) {
            return Arrays.stream(hits).allMatch(count -> count >= least * seeds && count <= most * seeds);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Case(ExactOptimizer exact, Sampling sampling, double[] theta, double[] cotangent, int samples) {
        static Case of(LinearOracle oracle, IndependentNoise noise, Sampling sampling, int samples) {
            double[] cotangent = {1, -2, 0.5, 3};
            return new Case(
                    ExactOptimizer.of(oracle, noise, 1), sampling, CoverageTest.theta(noise), cotangent, samples);
        }

        String name() {
            String set = exact.oracle().getClass().getSimpleName();
            return set + " " + exact.noise().name() + " " + sampling + " " + samples;
        }

        /** F_eps, y_eps and, where there is one, the VJP. */
        List<Hits> run(int seeds) {
            boolean hasVjp = sampling.samplesPerUnit() == 1;
            Hits value = new Hits(exact.value(theta));
            Hits mean = new Hits(exact.mean(theta));
            Hits vjp = new Hits(exact.forward(theta).vjp(cotangent).values());
            for (int seed = 1; seed <= seeds; seed++) {
                try (PerturbedOptimizer layer = PerturbedOptimizer.builder(exact.oracle())
                        .noise(exact.noise())
                        .samples(samples)
                        .sampling(sampling)
                        .seed(seed)
                        .build()) {
                    Query query = layer.at(theta);
                    Estimate estimate = (hasVjp ? query.vjp(cotangent) : query).estimate();
                    value.count(estimate.smoothedValue());
                    mean.count(estimate.solution());
                    if (hasVjp) {
                        vjp.count(estimate.vjp());
                    }
                }
            }
            return hasVjp ? List.of(value, mean, vjp) : List.of(value, mean);
        }
    }

    private static List<Case> cases(int samples) {
        List<Case> cases = new ArrayList<>();
        for (LinearOracle oracle : List.of(Oracles.argmax(4), Oracles.ranking(4), Oracles.sign(4))) {
            for (IndependentNoise noise : List.of(Noise.gaussian(), Noise.centredGumbel())) {
                for (Sampling sampling : Sampling.values()) {
                    cases.add(Case.of(oracle, noise, sampling, samples));
                }
            }
        }
        return cases;
    }

    /**
     * Requires shares of the seeds where the result says that it is calibrated: between two bounds for a quantity, the mean
     * over its coordinates, and for each coordinate a little wider, as the most extreme of a hundred shares is 3 standard
     * deviations off.
     */
    private static void requireCoverage(List<Case> cases, int seeds, double least, double most, double wider) {
        StringBuilder table =
                new StringBuilder("share of the known intervals that hold the answer (share of unknown ones,"
                        + " * where the result says that they are too few samples): F_eps, y_eps, VJP\n");
        boolean held = true;
        for (Case each : cases) {
            table.append(String.format(Locale.ROOT, "%-44s", each.name()));
            for (Hits hits : each.run(seeds)) {
                double share = hits.share();
                String few = hits.calibrated ? " " : "*";
                table.append(String.format(Locale.ROOT, "  %.3f%s (%.3f)", share, few, hits.unknown(seeds)));
                boolean holds = share >= least && share <= most && hits.isWithin(seeds, least - wider, most + wider);
                held &= holds || !hits.calibrated;
            }
            table.append('\n');
        }
        System.out.print(table);
        assertTrue(held, table::toString);
    }

    private static List<Case> few(int... samples) {
        List<Case> cases = new ArrayList<>();
        double[] theta = {0.2, -0.4, 0.9};
        double[] cotangent = {1, -2, 0.5};
        for (IndependentNoise noise : List.of(Noise.gaussian(), Noise.gumbel())) {
            ExactOptimizer exact = ExactOptimizer.of(Oracles.argmax(3), noise, 1);
            for (int number : samples) {
                cases.add(new Case(exact, Sampling.INDEPENDENT, theta, cotangent, number));
            }
        }
        return cases;
    }

    @Test
    @Tag("long")
    void intervalsHoldTheExactAnswerInNinetyFiveOfAHundredSeeds() {
        // a share of 1,000 seeds has a standard deviation of 0.0069
        requireCoverage(cases(1024), 1000, 0.93, 0.97, 0.005);
    }

    @Test
    @Tag("long")
    void fewSamplesCoverOrSayThatTheyAreTooFew() {
        // the bounds are three standard deviations of a share of 1,000 seeds
        requireCoverage(few(2, 5, 10, 20, 100, 400, 1024), 1000, 0.9293, 0.9707, 0.01);
    }

    @Test
    void intervalsHoldTheExactAnswerInMostOfAFewSeeds() {
        // a share of 200 seeds has a standard deviation of 0.0154
        requireCoverage(cases(1024), 200, 0.90, 0.99, 0.01);
    }

    @Test
    void theLeastCalibratedSamplesCover() {
        requireCoverage(few(5, 100, 400), 1000, 0.9293, 0.9707, 0.01);
    }
}
