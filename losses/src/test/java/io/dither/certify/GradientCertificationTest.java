package io.dither.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.noise.Noise;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.perturbed.DomainPolicy;
import io.dither.random.KeyedRandom;
import io.dither.testing.BruteForceOracle;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Honest gradients are certified; each wrong one is caught by the check that names its fault. */
class GradientCertificationTest {
    private static final String STEIN = "Stein identities of the noise";
    private static final String BRACKET = "bracket of F_eps (sign)";
    private static final String VALUE_ONLY = "y_eps against value-only gradient";
    private static final String HESSIAN = "Jacobian against value-only Hessian";
    private static final String SEGMENT = "VJP against differences of y_eps";
    private static final Set<String> EXACT = Set.of("exact F_eps", "exact y_eps", "exact VJP");
    private static final double EPSILON = 0.5;
    private static final double[][] THETAS = {{0.3, -0.4, 0.1}, {-0.2, 0.5, 0.4}};

    private static GradientCertification of(LinearOracle oracle) {
        return GradientCertification.of(oracle).epsilon(EPSILON).samples(4000);
    }

    private static Set<String> names(GradientCertificate certificate, Check.Status status) {
        return certificate.checks().stream()
                .filter(check -> check.status() == status)
                .map(Check::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> failures(GradientCertificate certificate) {
        return names(certificate, Check.Status.FAILED);
    }

    @TestFactory
    Stream<DynamicTest> honestGradientsPassWithNothingSkipped() {
        List<LinearOracle> oracles = List.of(
                Oracles.argmax(3),
                Oracles.ranking(3),
                Oracles.sign(3),
                Oracles.topK(3, 2),
                Oracles.negate(Oracles.argmax(3)),
                Oracles.nearestNeighbours(3, 1));
        return oracles.stream()
                .flatMap(oracle -> Stream.of(Noise.gaussian(), Noise.centredGumbel(), Noise.logistic())
                        .map(noise -> DynamicTest.dynamicTest(oracle + " " + noise.name(), () -> {
                            GradientCertificate certificate =
                                    of(oracle).noise(noise).run(THETAS);
                            assertEquals(10, certificate.checks().size());
                            boolean curved = noise != Noise.logistic();
                            Set<String> skipped = names(certificate, Check.Status.SKIPPED);
                            assertTrue(
                                    skipped.isEmpty() || (!curved && skipped.equals(Set.of(HESSIAN))),
                                    skipped::toString);
                            assertTrue(certificate.passed(), certificate::toString);
                        })));
    }

    @Test
    void whatHasNoExactLayerPassesTheRest() {
        LinearOracle set =
                BruteForceOracle.of(Sense.MINIMIZE, new double[][] {{1, 0, 2}, {0, 1, 0}, {2, 2, 0}, {3, 0, 0}});
        GradientCertificate certificate = of(set).noise(Noise.laplace()).run(THETAS);
        assertTrue(certificate.passed(), certificate::toString);
        Set<String> expected = new TreeSet<>(EXACT);
        expected.add(HESSIAN);
        assertEquals(expected, names(certificate, Check.Status.SKIPPED));
    }

    @Test
    void noiseWithoutAScoreIsCheckedByItsValues() {
        GradientCertificate certificate =
                of(Oracles.argmax(3)).noise(Noise.sumOfGamma(1, 10)).run(THETAS);
        assertTrue(certificate.passed(), certificate::toString);
        assertEquals(
                Set.of(BRACKET, "M and 2M samples agree", "standard errors shrink by sqrt 2"),
                names(certificate, Check.Status.PASSED));
    }

    /** The cheapest of three for costs of at least 0. */
    private record Restricted(LinearOracle inner) implements LinearOracle {
        @Override
        public int dimension() {
            return inner.dimension();
        }

        @Override
        public Sense sense() {
            return Sense.MINIMIZE;
        }

        @Override
        public Domain domain() {
            return Domain.nonnegative();
        }

        @Override
        public OracleSession openSession() {
            return inner.openSession();
        }
    }

    @Test
    void restrictedDomainsAreCheckedByFactorsOrClamped() {
        LinearOracle restricted = new Restricted(Oracles.negate(Oracles.argmax(3)));
        double[][] costs = {{1, 1.5, 2}, {0.4, 0, 0.7}};
        assertThrows(InvalidArgumentException.class, () -> of(restricted).run(costs));
        for (GradientCertification certification :
                List.of(of(restricted).multiplicative(), of(restricted).domainPolicy(DomainPolicy.CLAMP))) {
            GradientCertificate certificate = certification.run(costs);
            assertTrue(certificate.passed(), certificate::toString);
            assertTrue(names(certificate, Check.Status.PASSED).containsAll(Set.of(STEIN, VALUE_ONLY, SEGMENT)));
        }
        assertTrue(names(of(restricted).multiplicative().run(costs), Check.Status.PASSED)
                .contains(BRACKET));
    }

    @Test
    void theSameSeedGivesTheSameCertificateOnAnyThreads() {
        assertEquals(
                of(Oracles.ranking(3)).run(THETAS),
                of(Oracles.ranking(3)).threads(3).run(THETAS));
    }

    @Test
    void aSingleSolutionLeavesNothingToBracket() {
        GradientCertificate certificate =
                of(LinearOracle.of(3, theta -> new double[] {1, 2, 3})).run(THETAS);
        assertTrue(certificate.passed(), certificate::toString);
        assertTrue(names(certificate, Check.Status.SKIPPED).containsAll(Set.of(BRACKET, SEGMENT)));
    }

    /** A normal law with a sampler or a score that is off by a factor. */
    private record Scaled(double sampled, double scored) implements ScoredNoise {
        @Override
        public String name() {
            return "scaled";
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

    @Test
    void aScoreInAnotherScaleIsCaught() {
        assertEquals(
                Set.of(), failures(of(Oracles.argmax(3)).noise(new Scaled(1, 1)).run(THETAS)));
        Set<String> caught = Set.of(STEIN, VALUE_ONLY, SEGMENT);
        assertEquals(
                caught, failures(of(Oracles.argmax(3)).noise(new Scaled(1, 1.5)).run(THETAS)));
        assertEquals(
                Set.of(STEIN),
                failures(of(Oracles.argmax(3)).noise(new Scaled(1, 1.05)).run(THETAS)));
    }

    @Test
    void aScoreWithTheOppositeSignIsCaught() {
        assertEquals(
                Set.of(STEIN, VALUE_ONLY, SEGMENT),
                failures(of(Oracles.argmax(3)).noise(new Scaled(1, -1)).run(THETAS)));
    }

    @Test
    void aMissingEpsilonIsCaught() {
        // the sampler already holds epsilon, the score does not divide by it
        Set<String> caught = Set.of(STEIN, VALUE_ONLY, SEGMENT);
        assertEquals(
                caught,
                failures(of(Oracles.argmax(3)).noise(new Scaled(EPSILON, 1)).run(THETAS)));
        assertEquals(
                caught, failures(of(Oracles.argmax(3)).noise(new Scaled(2, 1)).run(THETAS)));
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
            assertEquals(Set.of(BRACKET), failures(of(new WrongSense(oracle)).run(THETAS)), oracle::toString);
        }
    }

    @Test
    void anAnswerThatIsNotOptimalIsCaught() {
        // the second best of the simplex
        LinearOracle second = LinearOracle.of(3, theta -> {
            double[] y = new double[3];
            for (int i = 0; i < 3; i++) {
                double t = theta[i];
                y[i] = java.util.Arrays.stream(theta).filter(x -> x > t).count() == 1 ? 1 : 0;
            }
            return y;
        });
        assertTrue(failures(of(second).run(THETAS)).contains(BRACKET));
    }
}
