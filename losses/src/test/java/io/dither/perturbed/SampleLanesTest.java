package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.noise.CurvedNoise;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracle.Domain;
import io.dither.oracle.LaneSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.VertexLanes;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples drawn and solved several at once against the same samples one by one. */
class SampleLanesTest {
    private static final int LANES = 4;

    /** The standard normal law under a name that the loop does not know, so that it draws one by one. */
    private static final class Unknown implements IndependentNoise, CurvedNoise {
        private final IndependentNoise law = Noise.gaussian();

        @Override
        public String name() {
            return "unknown";
        }

        @Override
        public void sample(KeyedRandom random, double[] z) {
            law.sample(random, z);
        }

        @Override
        public void score(double[] z, double[] score) {
            law.score(z, score);
        }

        @Override
        public void hessian(double[] z, double[] hessian) {
            ((CurvedNoise) law).hessian(z, hessian);
        }

        @Override
        public double density(double z) {
            return law.density(z);
        }

        @Override
        public double cdf(double z) {
            return law.cdf(z);
        }

        @Override
        public double quantile(double u) {
            return law.quantile(u);
        }

        @Override
        public double mean() {
            return law.mean();
        }

        @Override
        public boolean isSymmetric() {
            return law.isSymmetric();
        }
    }

    /** Gives the sessions of an oracle lanes: dense blocks where asked, vertices a lane otherwise. */
    private record WithLanes(LinearOracle of, boolean dense, Domain domain) implements LinearOracle {
        @Override
        public int dimension() {
            return of.dimension();
        }

        @Override
        public Sense sense() {
            return of.sense();
        }

        @Override
        public OracleSession openSession() {
            OracleSession single = of.openSession();
            return new LaneSession() {
                @Override
                public int lanes() {
                    return LANES;
                }

                @Override
                public void solve(double[] theta, Vertex vertex) {
                    single.solve(theta, vertex);
                    if (dense) {
                        double[] y = vertex.toArray();
                        System.arraycopy(y, 0, vertex.dense(), 0, y.length);
                    }
                }

                @Override
                public void solveLanes(double[] thetas, VertexLanes vertices) {
                    double[] block = dense ? vertices.dense() : new double[0];
                    for (int lane = 0; lane < LANES; lane++) {
                        double[] theta = new double[dimension()];
                        for (int i = 0; i < theta.length; i++) {
                            theta[i] = thetas[i * LANES + lane];
                        }
                        Vertex vertex = dense ? new Vertex(theta.length) : vertices.vertex(lane);
                        single.solve(theta, vertex);
                        for (int i = 0; dense && i < theta.length; i++) {
                            block[i * LANES + lane] = vertex.toArray()[i];
                        }
                    }
                }
            };
        }
    }

    private static double[] theta(int dimension) {
        double[] theta = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            theta[i] = 0.6 + 0.37 * ((i * 7) % 5);
        }
        return theta;
    }

    private static PerturbedOptimizer.Builder layer(LinearOracle oracle, Noise noise) {
        return PerturbedOptimizer.builder(oracle)
                .noise(noise)
                .epsilon(0.8)
                .samples(99)
                .seed(5);
    }

    private static void assertSameBits(
            LinearOracle oracle, PerturbedOptimizer.Builder a, PerturbedOptimizer.Builder b) {
        double[] theta = theta(oracle.dimension());
        try (PerturbedOptimizer lanes = a.build();
                PerturbedOptimizer single = b.build()) {
            assertArrayEquals(numbers(lanes, theta), numbers(single, theta));
        }
    }

    /** Everything that one pass can estimate. */
    private static double[] numbers(PerturbedOptimizer layer, double[] theta) {
        double[] v = new double[theta.length];
        Arrays.setAll(v, i -> i % 3 - 0.7);
        Estimate estimate = layer.at(theta)
                .step(3)
                .example(2)
                .vjp(v)
                .jvp(v)
                .jacobian()
                .valueOnlyGradient()
                .pushforward(y -> y.dot(v) * y.dot(v))
                .atoms()
                .epsilonDerivative()
                .estimate();
        return java.util.stream.Stream.of(
                        new double[] {estimate.value(), estimate.valueStandardError(), estimate.clampedShare()},
                        estimate.mean(),
                        estimate.meanStandardError(),
                        estimate.valueGradient().values(),
                        estimate.vjp().values(),
                        estimate.vjp().standardErrors(),
                        estimate.jvp().values(),
                        estimate.jacobian().data,
                        estimate.valueOnlyGradient().values(),
                        estimate.pushforward().values(),
                        estimate.pushforwardGradient().values(),
                        estimate.epsilonDerivative().values(),
                        new double[] {estimate.atoms().entropy()})
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void additiveNoiseGivesTheBitsOfOneByOne(boolean dense) {
        for (LinearOracle oracle :
                new LinearOracle[] {Oracles.ranking(5), Oracles.argmax(4), Oracles.topK(6, 2), Oracles.sign(3)}) {
            LinearOracle lanes = new WithLanes(oracle, dense, oracle.domain());
            assertSameBits(oracle, layer(lanes, Noise.gaussian()), layer(lanes, new Unknown()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void clampedAndMultiplicativeNoiseGiveTheBitsOfOneByOne(boolean dense) {
        Domain positive = Domain.nonnegative();
        LinearOracle single = new WithLanes(Oracles.topK(6, 2), dense, positive);
        assertSameBits(
                single,
                layer(single, Noise.gaussian()).domainPolicy(DomainPolicy.CLAMP),
                layer(single, new Unknown()).domainPolicy(DomainPolicy.CLAMP));
        LinearOracle one = Oracles.ranking(6);
        LinearOracle lanes = new WithLanes(one, true, one.domain());
        assertSameBits(
                one,
                layer(lanes, Noise.gaussian()).multiplicative(),
                layer(one, Noise.gaussian()).multiplicative());
    }

    /** Whatever kernels this virtual machine has, and oracles with lanes of their own. */
    @ParameterizedTest
    @ValueSource(ints = {3, 10, 40, 200})
    void kernelsGiveTheBitsOfOneByOne(int n) {
        for (LinearOracle oracle : new LinearOracle[] {
            Oracles.ranking(n), Oracles.argmax(n), Oracles.topK(n, 1 + n / 20), LinearOracle.of(n, theta -> theta)
        }) {
            assertSameBits(oracle, layer(oracle, Noise.gaussian()), layer(oracle, new Unknown()));
        }
    }

    @Test
    void theHessianGivesTheBitsOfOneByOne() {
        LinearOracle oracle = Oracles.ranking(4);
        try (PerturbedOptimizer lanes = layer(new WithLanes(oracle, true, oracle.domain()), Noise.gaussian())
                        .build();
                PerturbedOptimizer single = layer(oracle, new Unknown()).build()) {
            assertArrayEquals(
                    lanes.at(theta(4)).hessian().estimate().hessian().data,
                    single.at(theta(4)).hessian().estimate().hessian().data);
        }
    }

    @Test
    void theSampleThatFailsInALaneIsNamed() {
        LinearOracle failing = LinearOracle.of(2, theta -> {
            if (theta[0] > 1.5) {
                throw new IllegalStateException("too large");
            }
            return theta;
        });
        String single = failure(failing, new Unknown());
        assertEquals(single, failure(new WithLanes(failing, false, failing.domain()), Noise.gaussian()));
        assertTrue(single.contains("too large") && single.contains("sample "), single);
    }

    private static String failure(LinearOracle oracle, Noise noise) {
        try (PerturbedOptimizer layer = layer(oracle, noise).build()) {
            return message(layer.at(new double[] {0.6, 0.2}));
        }
    }

    private static String message(Query query) {
        return String.valueOf(
                assertThrows(OracleException.class, query::estimate).getMessage());
    }

    @Test
    void theFunctionThatFailsInALaneNamesItsSample() {
        VertexFunction fails = y -> {
            throw new IllegalStateException("no");
        };
        LinearOracle oracle = Oracles.argmax(3);
        try (PerturbedOptimizer layer = layer(new WithLanes(oracle, false, oracle.domain()), Noise.gaussian())
                .build()) {
            String message = message(layer.at(theta(3)).pushforward(fails));
            assertTrue(message.contains("sample 0,"), message);
        }
    }
}
