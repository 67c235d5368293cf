package io.dither.testing.certification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Estimated;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.Noise;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.RuleResult.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Honest gradients are certified; each wrong one is caught by the checks that name its fault. */
class GradientCertificationTest {
    private static final String STEIN = "Stein identities of the noise";
    private static final String BRACKET = "bracket of F_eps (sign)";
    private static final String VALUE_ONLY = "y_eps against value-only gradient";
    private static final String HESSIAN = "Jacobian against value-only Hessian";
    private static final String SEGMENT = "VJP against differences of y_eps";
    private static final String AGREE = "M and 2M samples agree";
    private static final String SHRINK = "standard errors shrink by sqrt 2";
    private static final Set<String> EXACT = Set.of("exact F_eps", "exact y_eps", "exact VJP");
    private static final double EPSILON = 0.5;
    private static final int SAMPLES = 2000;
    private static final double[][] THETAS = {{0.3, -0.4, 0.1}, {-0.2, 0.5, 0.4}};

    private static GradientCertification of(LinearOracle oracle, ScoredNoise noise) {
        return GradientCertification.of(noise, samples -> new NaiveLayer(oracle, noise, EPSILON, samples, 1))
                .samples(SAMPLES);
    }

    private static GradientCertification of(String fault) {
        return GradientCertification.of(Noise.gumbel(), samples -> new Spoilt(fault, samples))
                .exact(ExactLayers.gumbelArgmax(3, EPSILON));
    }

    private static Set<String> names(List<Check> checks, Status status) {
        return checks.stream()
                .filter(check -> check.status() == status)
                .map(Check::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> failures(GradientCertification certification) {
        return names(certification.run(THETAS[0]), Status.FAILED);
    }

    private static Set<String> failures(String fault) {
        return names(of(fault).run(THETAS[1]), Status.FAILED);
    }

    @Test
    void honestGradientsPassWithNothingSkipped() {
        for (List<Check> checks : List.of(
                of("").run(THETAS),
                of(Oracles.ranking(3), Noise.gumbel())
                        .exact(ExactLayers.gumbelRanks(3, EPSILON))
                        .run(THETAS))) {
            assertEquals(10, checks.size());
            assertEquals(10, names(checks, Status.PASSED).size(), checks::toString);
        }
    }

    @Test
    void whatHasNoExactLayerPassesTheRest() {
        LinearOracle set =
                BruteForceOracle.of(Sense.MINIMIZE, new double[][] {{1, 0, 2}, {0, 1, 0}, {2, 2, 0}, {3, 0, 0}});
        List<Check> checks = of(set, Noise.laplace()).run(THETAS);
        assertEquals(Set.of(), names(checks, Status.FAILED), checks::toString);
        Set<String> expected = new TreeSet<>(EXACT);
        expected.add(HESSIAN);
        assertEquals(expected, names(checks, Status.SKIPPED));
    }

    @Test
    void theSameSeedGivesTheSameCertificate() {
        assertEquals(of("").samples(1000).run(THETAS), of("").samples(1000).run(THETAS));
    }

    @Test
    void aSingleSolutionLeavesNothingToBracket() {
        LinearOracle single = LinearOracle.of(3, theta -> new double[] {1, 2, 3});
        List<Check> checks = of(single, Noise.gaussian()).run(THETAS);
        assertEquals(Set.of(), names(checks, Status.FAILED), checks::toString);
        assertTrue(names(checks, Status.SKIPPED).containsAll(Set.of(BRACKET, SEGMENT)));
    }

    /** A normal law with a sampler or a score that is off by a factor. */
    private record Scaled(double sampled, double scored) implements ScoredNoise {
        @Override
        public String name() {
            return "scaled";
        }

        @Override
        public double mean(int coordinate) {
            return 0;
        }

        @Override
        public void sample(KeyedRandom random, double[] z) {
            Noise.gaussian().sample(random, z);
            for (int i = 0; i < z.length; i++) {
                z[i] *= sampled;
            }
        }

        @Override
        public void score(double[] z, double[] score) {
            Noise.gaussian().score(z, score);
            for (int i = 0; i < z.length; i++) {
                score[i] *= scored;
            }
        }
    }

    private static Set<String> failures(double sampled, double scored) {
        return failures(of(Oracles.argmax(3), new Scaled(sampled, scored)));
    }

    @Test
    void aScoreInAnotherScaleIsCaught() {
        assertEquals(Set.of(), failures(1, 1));
        assertEquals(Set.of(STEIN, VALUE_ONLY, SEGMENT), failures(1, 1.5));
        assertEquals(Set.of(STEIN), failures(1, 1.05));
    }

    @Test
    void aScoreWithTheOppositeSignIsCaught() {
        assertEquals(Set.of(STEIN, VALUE_ONLY, SEGMENT), failures(1, -1));
    }

    @Test
    void aSamplerInAnotherScaleIsCaught() {
        // one already holds epsilon, the other draws 2Z
        assertEquals(Set.of(STEIN, VALUE_ONLY, SEGMENT), failures(EPSILON, 1));
        assertEquals(Set.of(STEIN, VALUE_ONLY, SEGMENT), failures(2, 1));
    }

    /** Says the opposite of what it does. */
    private record WrongSense(LinearOracle inner) implements LinearOracle {
        @Override
        public int dimension() {
            return inner.dimension();
        }

        @Override
        public Sense sense() {
            return inner.sense().opposite();
        }

        @Override
        public OracleSession openSession() {
            return inner.openSession();
        }
    }

    @Test
    void aFlippedSignIsCaughtByTheBracket() {
        for (LinearOracle oracle : List.of(Oracles.argmax(3), Oracles.negate(Oracles.ranking(3)), Oracles.sign(3))) {
            assertEquals(Set.of(BRACKET), failures(of(new WrongSense(oracle), Noise.gaussian())), oracle::toString);
        }
    }

    @Test
    void anAnswerThatIsNotOptimalIsCaught() {
        // the second best of the simplex
        LinearOracle second = LinearOracle.of(3, theta -> {
            double[] y = new double[3];
            for (int i = 0; i < 3; i++) {
                double t = theta[i];
                y[i] = Arrays.stream(theta).filter(x -> x > t).count() == 1 ? 1 : 0;
            }
            return y;
        });
        assertTrue(failures(of(second, Noise.gaussian())).contains(BRACKET));
    }

    /** An estimator of softmax with a fault. */
    private record Spoilt(String fault, NaiveLayer honest) implements SmoothedOptimizer {
        Spoilt(String fault, int samples) {
            this(fault, new NaiveLayer(Oracles.argmax(3), Noise.gumbel(), EPSILON, samples, 1));
        }

        private static Estimated changed(Estimated estimate, DoubleUnaryOperator value, double errors) {
            return new Estimated(
                    Arrays.stream(estimate.values()).map(value).toArray(),
                    Arrays.stream(estimate.standardErrors())
                            .map(x -> x * errors)
                            .toArray());
        }

        private double factor(String name, double factor) {
            return fault.equals(name) ? factor : 1;
        }

        @Override
        public LinearOracle oracle() {
            return honest.oracle();
        }

        @Override
        public double epsilon() {
            return EPSILON;
        }

        @Override
        public ValueAndGradient smoothed(Input input) {
            ValueAndGradient right = honest.smoothed(input);
            double gradient = factor("gradient", 1.3);
            return new ValueAndGradient(
                    right.value() * factor("value", 1.1),
                    right.standardError(),
                    changed(right.gradient(), x -> gradient * x, 1),
                    right.gap());
        }

        @Override
        public Pass forward(Input input) {
            Pass right = honest.forward(input);
            double bias = fault.equals("bias") ? 1000.0 / honest.samples() : 0;
            double vjp = factor("epsilon", EPSILON) * factor("sign", -1);
            double errors = factor("errors", Math.sqrt(honest.samples() / 50.0));
            return new Pass() {
                @Override
                public Estimated output() {
                    return changed(right.output(), x -> x + bias, errors);
                }

                @Override
                public ValueAndGradient product(double[] v) {
                    ValueAndGradient product = right.product(v);
                    return new ValueAndGradient(
                            product.value(),
                            product.standardError(),
                            changed(product.gradient(), x -> vjp * x, 1),
                            product.gap());
                }
            };
        }
    }

    @Test
    void theFaultsOfAnEstimatorAreCaughtByTheChecksThatNameThem() {
        assertEquals(Set.of(HESSIAN, SEGMENT, "exact VJP"), failures("epsilon"));
        assertEquals(Set.of(HESSIAN, SEGMENT, "exact VJP"), failures("sign"));
        assertEquals(Set.of(BRACKET, "exact F_eps"), failures("value"));
        assertEquals(Set.of(BRACKET, VALUE_ONLY), failures("gradient"));
        assertEquals(Set.of(AGREE, "exact y_eps"), failures("bias"));
        assertEquals(Set.of(SHRINK), failures("errors"));
    }

    /** Refuses a cotangent that is the first sample of the noise it is used with. */
    private record Watching(NaiveLayer layer) implements SmoothedOptimizer {
        @Override
        public LinearOracle oracle() {
            return layer.oracle();
        }

        @Override
        public double epsilon() {
            return EPSILON;
        }

        @Override
        public ValueAndGradient smoothed(Input input) {
            return layer.smoothed(input);
        }

        @Override
        public Pass forward(Input input) {
            KeyedRandom random = new KeyedRandom(layer.seed());
            random.setKey(layer.seed(), input.key().step(), input.key().example());
            random.startSample(0);
            double[] first = IntStream.range(0, 3)
                    .mapToDouble(i -> random.nextGaussian())
                    .toArray();
            Pass pass = layer.forward(input);
            return new Pass() {
                @Override
                public Estimated output() {
                    return pass.output();
                }

                @Override
                public ValueAndGradient product(double[] v) {
                    assertFalse(Arrays.equals(first, v), "the cotangent is a sample of the noise");
                    return pass.product(v);
                }
            };
        }
    }

    @Test
    void directionsAreNoSamplesOfTheNoise() {
        GradientCertification.of(
                        Noise.gaussian(),
                        samples ->
                                new Watching(new NaiveLayer(Oracles.argmax(3), Noise.gaussian(), EPSILON, samples, 1)))
                .samples(1000)
                .run(THETAS);
    }
}
