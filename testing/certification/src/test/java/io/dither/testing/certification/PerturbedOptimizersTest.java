package io.dither.testing.certification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.exact.ExactOptimizer;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.testing.RuleResult.Status;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Perturbed optimizers are certified, with every kind of noise that they take. */
class PerturbedOptimizersTest {
    private static final String BRACKET = "bracket of F_eps (sign)";
    private static final String VALUE_ONLY = "y_eps against value-only gradient";
    private static final String SEGMENT = "VJP against differences of y_eps";
    private static final double EPSILON = 0.5;
    private static final double[][] THETAS = {{0.3, -0.4, 0.1}, {-0.2, 0.5, 0.4}};
    private static final double[][] COSTS = {{1, 1.5, 2}, {0.4, 0, 0.7}};

    private static GradientCertification of(
            LinearOracle oracle, Noise noise, UnaryOperator<PerturbedOptimizerBuilder> settings) {
        return GradientCertification.of(
                        noise,
                        samples -> settings.apply(PerturbedOptimizer.builder(oracle)
                                        .noise(noise)
                                        .epsilon(EPSILON)
                                        .samples(samples)
                                        .seed(1))
                                .build())
                .samples(4000);
    }

    private static Set<String> names(List<Check> checks, Status status) {
        return checks.stream()
                .filter(check -> check.status() == status)
                .map(Check::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @TestFactory
    Stream<DynamicTest> allChecksPass() {
        List<LinearOracle> oracles = List.of(
                Oracles.argmax(3),
                Oracles.ranking(3),
                Oracles.sign(3),
                Oracles.topK(3, 2),
                Oracles.negate(Oracles.argmax(3)),
                Oracles.nearestNeighbours(3, 1));
        List<IndependentNoise> noises = List.of(Noise.gaussian(), Noise.centredGumbel(), Noise.logistic());
        return IntStream.range(0, oracles.size()).mapToObj(i -> {
            LinearOracle oracle = oracles.get(i);
            IndependentNoise noise = noises.get(i % noises.size());
            return DynamicTest.dynamicTest(oracle + " " + noise.name(), () -> {
                List<Check> checks = of(oracle, noise, UnaryOperator.identity())
                        .exact(ExactOptimizer.of(oracle, noise, EPSILON))
                        .run(THETAS);
                assertEquals(Set.of(), names(checks, Status.FAILED), checks::toString);
                assertEquals(Set.of(), names(checks, Status.SKIPPED));
            });
        });
    }

    @Test
    void noiseWithoutAScoreIsCheckedByItsValues() {
        List<Check> checks = of(Oracles.argmax(3), Noise.sumOfGamma(1, 10), UnaryOperator.identity())
                .run(THETAS);
        assertEquals(Set.of(), names(checks, Status.FAILED), checks::toString);
        assertEquals(
                Set.of(BRACKET, "M and 2M samples agree", "standard errors shrink by sqrt 2"),
                names(checks, Status.PASSED));
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
    void restrictedDomainsAreCheckedByFactorsByOneSidedNoiseOrClamped() {
        LinearOracle restricted = new Restricted(Oracles.negate(Oracles.argmax(3)));
        assertThrows(
                InvalidArgumentException.class,
                () -> of(restricted, Noise.gaussian(), UnaryOperator.identity()).run(COSTS));
        List<Check> multiplied = of(restricted, Noise.gaussian(), PerturbedOptimizerBuilder::multiplicative)
                .multiplicative()
                .run(COSTS);
        List<Check> inward =
                of(restricted, Noise.gamma(5), UnaryOperator.identity()).run(COSTS);
        List<Check> clamped = of(restricted, Noise.gaussian(), builder -> builder.domainPolicy(DomainPolicy.CLAMP))
                .run(COSTS);
        List<Check> added = of(Oracles.negate(Oracles.argmax(3)), Noise.gamma(5), UnaryOperator.identity())
                .run(COSTS);
        for (List<Check> checks : List.of(multiplied, inward, added, clamped)) {
            assertEquals(Set.of(), names(checks, Status.FAILED), checks::toString);
            assertTrue(names(checks, Status.PASSED).containsAll(Set.of(VALUE_ONLY, SEGMENT)), checks::toString);
            assertEquals(checks != clamped, names(checks, Status.PASSED).contains(BRACKET));
        }
    }

    @Test
    void noBracketIsCheckedIfFactorsAreClamped() {
        LinearOracle identity = new LinearOracle() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public Domain domain() {
                return Domain.box(new double[] {0.5}, new double[] {2});
            }

            @Override
            public OracleSession openSession() {
                return LinearOracle.of(1, theta -> new double[] {1}).openSession();
            }
        };
        // F_eps is the mean of clamped X, which is not convex near the upper bound
        List<Check> checks = of(
                        identity,
                        Noise.gaussian(),
                        builder -> builder.multiplicative().domainPolicy(DomainPolicy.CLAMP))
                .multiplicative()
                .run(new double[] {1.5});
        assertTrue(names(checks, Status.SKIPPED).contains(BRACKET), checks::toString);
        assertEquals(Set.of(), names(checks, Status.FAILED), checks::toString);
    }

    @Test
    void anyThreadsGiveTheSameCertificate() {
        assertEquals(
                of(Oracles.ranking(3), Noise.gaussian(), UnaryOperator.identity())
                        .run(THETAS),
                of(Oracles.ranking(3), Noise.gaussian(), builder -> builder.threads(3))
                        .run(THETAS));
    }
}
