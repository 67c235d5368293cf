package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.kernel.Kernels;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.oracle.Domain;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.VertexLanes;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples drawn and solved several at once against the same samples one by one. */
class SampleLanesTest {
    private static final int LANES = Math.max(4, Kernels.get().lanes());

    /** The standard normal law under a name that the loop does not know, so that it draws one by one. */
    private static final class Unknown implements IndependentNoise {
        private final IndependentNoise law = Noise.gaussian();

        @Override
        public String name() {
            return "unknown";
        }

        @Override
        public void fill(KeyedRandom random, double[] z, int from, int to) {
            law.fill(random, z, from, to);
        }

        @Override
        public void score(double[] z, double[] score) {
            law.score(z, score);
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

    /** How lanes hold their solutions. */
    private enum Form {
        VERTICES,
        DENSE,
        ZERO_ONE,
        ONES
    }

    /** Gives the sessions of an oracle lanes; 0/1 points are sparse in ascending order. */
    private record WithLanes(LinearOracle of, Form form, Domain domain) implements LinearOracle {
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
                    double[] y = vertex.toArray();
                    if (form == Form.DENSE) {
                        System.arraycopy(y, 0, vertex.dense(), 0, y.length);
                    } else if (form != Form.VERTICES) {
                        vertex.clear();
                        for (int i = 0; i < y.length; i++) {
                            if (y[i] != 0) {
                                vertex.add(i, y[i]);
                            }
                        }
                    }
                }

                @Override
                public void solveLanes(double[] thetas, VertexLanes vertices) {
                    Vertex[] answers = new Vertex[LANES];
                    for (int lane = 0; lane < LANES; lane++) {
                        double[] theta = new double[dimension()];
                        for (int i = 0; i < theta.length; i++) {
                            theta[i] = thetas[i * LANES + lane];
                        }
                        answers[lane] = new Vertex(theta.length);
                        solve(theta, answers[lane]);
                    }
                    switch (form) {
                        case VERTICES -> copy(answers, vertices);
                        case DENSE -> copy(answers, vertices.dense());
                        case ZERO_ONE -> copy(answers, vertices.zeroOne());
                        case ONES -> copy(answers, vertices.ones(answers[0].size()));
                    }
                }
            };
        }

        private static void copy(Vertex[] answers, VertexLanes vertices) {
            for (int lane = 0; lane < LANES; lane++) {
                vertices.vertex(lane).copyFrom(answers[lane]);
            }
        }

        private static void copy(Vertex[] answers, double[] block) {
            for (int at = 0; at < block.length; at++) {
                block[at] = answers[at % LANES].toArray()[at / LANES];
            }
        }

        private static void copy(Vertex[] answers, int[] ones) {
            for (int at = 0; at < ones.length; at++) {
                ones[at] = answers[at % LANES].index(at / LANES);
            }
        }
    }

    private static double[] theta(int dimension) {
        double[] theta = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            theta[i] = 0.6 + 0.37 * ((i * 7) % 5);
        }
        return theta;
    }

    private static PerturbedOptimizerBuilder layer(LinearOracle oracle, Noise noise) {
        return PerturbedOptimizer.builder(oracle)
                .noise(noise)
                .epsilon(0.8)
                .samples(99)
                .seed(5);
    }

    private static void assertSameBits(LinearOracle oracle, PerturbedOptimizerBuilder a, PerturbedOptimizerBuilder b) {
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
                .estimate();
        return java.util.stream.Stream.of(
                        new double[] {estimate.value(), estimate.valueStandardError(), estimate.clampedShare()},
                        new double[] {estimate.samples(), estimate.inexactSamples(), estimate.meanGap()},
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
                        estimate.atoms().atoms().stream()
                                .mapToDouble(Atoms.Atom::probability)
                                .toArray())
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static LinearOracle[] fitting(Form form) {
        return form == Form.ZERO_ONE || form == Form.ONES
                ? new LinearOracle[] {Oracles.argmax(4), Oracles.topK(6, 2), Oracles.assignment(3, 3, Sense.MINIMIZE)}
                : new LinearOracle[] {Oracles.ranking(5), Oracles.argmax(4), Oracles.topK(6, 2), Oracles.sign(3)};
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void additiveNoiseGivesTheBitsOfOneByOne(Form form) {
        for (LinearOracle oracle : fitting(form)) {
            LinearOracle lanes = new WithLanes(oracle, form, oracle.domain());
            assertSameBits(oracle, layer(lanes, Noise.gaussian()), layer(lanes, new Unknown()));
        }
    }

    /** Every combinator that keeps lanes, over oracles of four coordinates or more. */
    private static List<LinearOracle> wrapped(LinearOracle inner) {
        int d = inner.dimension();
        double[] scale = new double[d];
        double[] shift = new double[d];
        for (int i = 0; i < d; i++) {
            scale[i] = i % 2 == 0 ? 1.5 : -0.3;
            shift[i] = 0.1 * i - 0.2;
        }
        double[] ones = new double[d];
        Arrays.fill(ones, 1);
        return List.of(
                Oracles.negate(inner),
                Oracles.negate(Oracles.affine(inner, ones, shift)),
                Oracles.affine(inner, ones, shift),
                Oracles.affine(inner, scale, new double[d]),
                Oracles.affine(inner, scale, shift),
                Oracles.product(List.of(inner, inner)),
                Oracles.product(List.of(inner, Oracles.affine(inner, scale, shift))));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void combinatorsKeepLanesAndBits(Form form) {
        for (LinearOracle oracle : fitting(form)) {
            for (LinearOracle lanes : wrapped(new WithLanes(oracle, form, oracle.domain()))) {
                try (OracleSession session = lanes.openSession()) {
                    assertEquals(
                            LANES, session.as(LaneSession.class).orElseThrow().lanes());
                }
                assertSameBits(lanes, layer(lanes, Noise.gaussian()), layer(lanes, new Unknown()));
            }
        }
    }

    @Test
    void combinatorsHandOnGapsInLanes() {
        LinearOracle hasty = new Sessions(2, Hasty::new);
        for (LinearOracle lanes : wrapped(hasty)) {
            assertSameBits(
                    lanes,
                    layer(lanes, Noise.gaussian()).inexact(InexactPolicy.ACCEPT),
                    layer(lanes, new Unknown()).inexact(InexactPolicy.ACCEPT));
        }
    }

    /** Takes the first of two, and knows by how much the other is better, unless its limits are raised. */
    private static final class Hasty implements LaneSession, LimitedSession {
        private double factor = 1;

        @Override
        public void scaleLimits(double times) {
            factor = times;
        }

        @Override
        public void interrupt() {}

        @Override
        public int lanes() {
            return LANES;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            double missed = Math.max(0, theta[1] - theta[0]);
            boolean patient = missed > 0 && factor > 1;
            vertex.clear();
            vertex.add(patient ? 1 : 0, 1);
            vertex.gap(patient ? 0 : missed);
        }

        @Override
        public void solveLanes(double[] thetas, VertexLanes vertices) {
            for (int lane = 0; lane < LANES; lane++) {
                solve(new double[] {thetas[lane], thetas[LANES + lane]}, vertices.vertex(lane));
            }
        }
    }

    private record Sessions(int dimension, Supplier<OracleSession> sessions) implements LinearOracle {
        @Override
        public OracleSession openSession() {
            return sessions.get();
        }
    }

    @Test
    void answersWithAGapGoByThePolicyAsOneByOne() {
        LinearOracle hasty = new Sessions(2, Hasty::new);
        PerturbedOptimizerBuilder lanes = layer(hasty, Noise.gaussian()).samples(12 * LANES);
        PerturbedOptimizerBuilder single = layer(hasty, new Unknown()).samples(12 * LANES);
        InexactPolicy accept = InexactPolicy.ACCEPT;
        assertSameBits(hasty, lanes.inexact(accept), single.inexact(accept));
        try (PerturbedOptimizer layer = lanes.inexact(accept).build()) {
            Estimate estimate = layer.estimate(theta(2));
            assertEquals(12 * LANES, estimate.samples());
            assertTrue(estimate.inexactSamples() > 0 && estimate.inexactSamples() < 12 * LANES);
        }
        try (PerturbedOptimizer layer = lanes.inexact(InexactPolicy.FAIL).build()) {
            OracleException refused = assertThrows(OracleException.class, () -> layer.estimate(theta(2)));
            assertEquals(OracleException.Code.NOT_OPTIMAL, refused.code());
        }
        try (PerturbedOptimizer layer =
                        lanes.inexact(InexactPolicy.FAIL.retrying(10)).build();
                PerturbedOptimizer exact = layer(Oracles.argmax(2), Noise.gaussian())
                        .samples(12 * LANES)
                        .build()) {
            Estimate estimate = layer.estimate(theta(2));
            assertEquals(0, estimate.inexactSamples());
            assertArrayEquals(exact.estimate(theta(2)).mean(), estimate.mean());
        }
    }

    /** However many the kernels have. */
    @Test
    void aSessionIsAskedForAsManyAsItSolvesAtATime() {
        AtomicInteger together = new AtomicInteger();
        LinearOracle pairs = new Sessions(2, () -> new LaneSession() {
            @Override
            public int lanes() {
                return 2;
            }

            @Override
            public void solve(double[] theta, Vertex vertex) {
                vertex.clear();
                vertex.add(theta[1] > theta[0] ? 1 : 0, 1);
            }

            @Override
            public void solveLanes(double[] thetas, VertexLanes vertices) {
                together.incrementAndGet();
                for (int lane = 0; lane < 2; lane++) {
                    solve(new double[] {thetas[lane], thetas[2 + lane]}, vertices.vertex(lane));
                }
            }
        });
        try (PerturbedOptimizer layer =
                        layer(pairs, Noise.gaussian()).samples(98).build();
                PerturbedOptimizer exact =
                        layer(Oracles.argmax(2), Noise.gaussian()).samples(98).build()) {
            assertArrayEquals(
                    exact.estimate(theta(2)).mean(), layer.estimate(theta(2)).mean());
            assertEquals(98 / 2, together.get());
        }
    }

    /** The first answer of each kind is checked, whatever the other kind has shown. */
    @Test
    void aSessionThatIsRightInLanesAloneIsFoundOut() {
        LinearOracle oracle = new Sessions(2, () -> new LaneSession() {
            @Override
            public int lanes() {
                return LANES;
            }

            @Override
            public void solve(double[] theta, Vertex vertex) {
                vertex.clear();
                vertex.add(0, Double.NaN);
            }

            @Override
            public void solveLanes(double[] thetas, VertexLanes vertices) {
                Arrays.fill(vertices.ones(1), 0);
            }
        });
        try (PerturbedOptimizer layer =
                layer(oracle, Noise.gaussian()).samples(LANES + 1).build()) {
            OracleException found = assertThrows(OracleException.class, () -> layer.estimate(theta(2)));
            assertEquals(OracleException.Code.INVALID_ANSWER, found.code());
        }
    }

    /** Lanes that are shared by the examples of a batch, on any number of threads, against each sample by itself. */
    @ParameterizedTest
    @EnumSource(Form.class)
    void examplesThatShareLanesGetTheBitsOfOneByOne(Form form) {
        for (LinearOracle oracle : fitting(form)) {
            LinearOracle lanes = new WithLanes(oracle, form, oracle.domain());
            for (int samples : new int[] {2, 3, 5, 8, 10, 12, 100}) {
                for (int threads = 1; threads <= 3; threads++) {
                    assertSameBitsInBatches(oracle, lanes, samples, threads);
                }
            }
        }
    }

    private static void assertSameBitsInBatches(LinearOracle oracle, LinearOracle lanes, int samples, int threads) {
        DMatrixRMaj thetas = new DMatrixRMaj(11, oracle.dimension());
        DMatrixRMaj cotangents = new DMatrixRMaj(11, oracle.dimension());
        for (int at = 0; at < thetas.data.length; at++) {
            thetas.data[at] = Math.sin(7 * at);
            cotangents.data[at] = Math.cos(3 * at);
        }
        try (PerturbedOptimizer together = layer(lanes, Noise.gaussian())
                        .samples(samples)
                        .threads(threads)
                        .build();
                PerturbedOptimizer single =
                        layer(lanes, new Unknown()).samples(samples).build()) {
            assertArrayEquals(batchNumbers(single, thetas, cotangents), batchNumbers(together, thetas, cotangents));
        }
    }

    private static double[] batchNumbers(PerturbedOptimizer layer, DMatrixRMaj thetas, DMatrixRMaj cotangents) {
        return layer.batch(thetas, 4).vjp(cotangents).estimate().stream()
                .flatMap(estimate -> java.util.stream.Stream.of(
                        new double[] {estimate.value(), estimate.valueStandardError()},
                        estimate.mean(),
                        estimate.meanStandardError(),
                        estimate.vjp().values(),
                        estimate.vjp().standardErrors()))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @Test
    void oraclesOfTheirOwnShareNoLanesAndGetTheirBits() {
        LinearOracle first = Oracles.topK(6, 2);
        LinearOracle second = Oracles.topK(6, 3);
        DMatrixRMaj thetas = new DMatrixRMaj(8, 6);
        Arrays.setAll(thetas.data, at -> Math.sin(5 * at));
        List<LinearOracle> single = List.of(first, first, second, first, second, second, second, first);
        List<LinearOracle> lanes = single.stream()
                .<LinearOracle>map(oracle -> oracle == first
                        ? new WithLanes(first, Form.VERTICES, first.domain())
                        : new WithLanes(second, Form.VERTICES, second.domain()))
                .toList();
        try (PerturbedOptimizer layer =
                layer(first, Noise.gaussian()).samples(10).threads(2).build()) {
            assertArrayEquals(smoothedNumbers(layer, thetas, single), smoothedNumbers(layer, thetas, lanes));
        }
    }

    private static double[] smoothedNumbers(PerturbedOptimizer layer, DMatrixRMaj thetas, List<LinearOracle> oracles) {
        List<Input> inputs = IntStream.range(0, thetas.numRows)
                .mapToObj(i -> new Input(Batch.row(thetas, i), new NoiseKey(1, i), oracles.get(i)))
                .toList();
        return layer.smoothed(inputs).stream()
                .flatMap(smoothed -> java.util.stream.Stream.of(
                        new double[] {smoothed.value(), smoothed.standardError()},
                        smoothed.gradient().values(),
                        smoothed.gradient().standardErrors()))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void clampedAndMultiplicativeNoiseGiveTheBitsOfOneByOne(Form form) {
        Domain positive = Domain.nonnegative();
        LinearOracle single = new WithLanes(Oracles.topK(6, 2), form, positive);
        assertSameBits(
                single,
                layer(single, Noise.gaussian()).domainPolicy(DomainPolicy.CLAMP),
                layer(single, new Unknown()).domainPolicy(DomainPolicy.CLAMP));
        LinearOracle one = Oracles.ranking(6);
        LinearOracle lanes = new WithLanes(one, Form.DENSE, one.domain());
        assertSameBits(
                one,
                layer(lanes, Noise.gaussian()).multiplicative(),
                layer(one, Noise.gaussian()).multiplicative());
    }

    /** Whatever kernels this virtual machine has, and oracles with lanes of their own. */
    @ParameterizedTest
    @ValueSource(ints = {3, 10, 40, 200, 300})
    void kernelsGiveTheBitsOfOneByOne(int n) {
        for (LinearOracle oracle : new LinearOracle[] {
            Oracles.ranking(n), Oracles.argmax(n), Oracles.topK(n, 1 + n / 20), LinearOracle.of(n, theta -> theta)
        }) {
            assertSameBits(oracle, layer(oracle, Noise.gaussian()), layer(oracle, new Unknown()));
        }
    }

    /** Each sample drawn again by itself, its blocks one by one, against the estimate from all of them. */
    @Test
    void theSamplesOfAnEstimateAreReplayedBlockByBlock() {
        int d = 700;
        double[] theta = theta(d);
        for (IndependentNoise noise : new IndependentNoise[] {Noise.gaussian(), Noise.gumbel()}) {
            double sum = 0;
            for (int m = 0; m < 99; m++) {
                KeyedRandom random = new KeyedRandom(0);
                random.setKey(5, 3, 2);
                random.startSample(m);
                double[] z = new double[d];
                for (int block = 2; block >= 0; block--) {
                    noise.sampleBlock(random, block, z);
                }
                Arrays.setAll(z, i -> theta[i] + 0.8 * z[i]);
                sum += Arrays.stream(z).max().orElseThrow();
            }
            try (PerturbedOptimizer layer = layer(Oracles.argmax(d), noise).build()) {
                Estimate estimate = layer.at(theta).step(3).example(2).estimate();
                assertEquals(sum / 99, estimate.value(), 1e-12);
            }
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
        assertEquals(single, failure(new WithLanes(failing, Form.VERTICES, failing.domain()), Noise.gaussian()));
        assertTrue(single.contains("too large") && single.contains("sample "), single);
    }

    @Test
    void theSampleThatFailsInALaneOfAnotherExampleIsNamed() {
        LinearOracle failing = LinearOracle.of(2, theta -> {
            if (theta[0] > 1e6) {
                throw new IllegalStateException("too large");
            }
            return theta;
        });
        DMatrixRMaj thetas = new DMatrixRMaj(9, 2);
        thetas.set(5, 0, 1e7);
        LinearOracle lanes = new WithLanes(failing, Form.VERTICES, failing.domain());
        try (PerturbedOptimizer layer =
                layer(lanes, Noise.gaussian()).samples(3).build()) {
            BatchQuery query = layer.batch(thetas, 0);
            String message = String.valueOf(
                    assertThrows(OracleException.class, query::estimate).getMessage());
            assertTrue(message.contains("too large (example 5, sample 0,"), message);
        }
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
        ToDoubleFunction<Vertex> fails = y -> {
            throw new IllegalStateException("no");
        };
        LinearOracle oracle = Oracles.argmax(3);
        try (PerturbedOptimizer layer = layer(new WithLanes(oracle, Form.VERTICES, oracle.domain()), Noise.gaussian())
                .build()) {
            String message = message(layer.at(theta(3)).pushforward(fails));
            assertTrue(message.contains("sample 0,"), message);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable any) throws T {
        throw (T) any;
    }

    /** Solves once with a session whose first solve fails; returns the code of the failure. */
    private static OracleException.Code codeOfFirstSolve(Consumer<Vertex> fault) {
        AtomicInteger solves = new AtomicInteger();
        LinearOracle oracle = new LinearOracle() {
            @Override
            public int dimension() {
                return 4;
            }

            @Override
            public OracleSession openSession() {
                return (theta, vertex) -> {
                    vertex.clear();
                    if (solves.getAndIncrement() == 0) {
                        fault.accept(vertex);
                    }
                };
            }
        };
        try (PerturbedOptimizer layer =
                layer(oracle, Noise.gaussian()).threads(1).build()) {
            return assertThrows(OracleException.class, () -> layer.estimate(theta(4)))
                    .code();
        }
    }

    /** A second solve of the sample would not be interrupted, and might have a right answer. */
    @Test
    void aSolveThatFailsInALaneIsNotRepeated() {
        assertEquals(
                OracleException.Code.INTERRUPTED,
                codeOfFirstSolve(y -> SampleLanesTest.<RuntimeException>sneak(new InterruptedException("stop"))));
        assertEquals(
                OracleException.Code.FAILED,
                codeOfFirstSolve(y -> SampleLanesTest.<RuntimeException>sneak(new IllegalStateException("once"))));
        // the guard finds an offset without the trait OFFSET
        assertEquals(OracleException.Code.INVALID_ANSWER, codeOfFirstSolve(y -> y.offset(1)));
    }
}
