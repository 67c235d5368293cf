package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.noise.Noise;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ejml.data.DMatrixRMaj;

/** The loop: the same bits on any number of threads, batches equal to single calls, failures named. */
class EngineProperties {
    private static PerturbedOptimizerBuilder ranking(int samples, long seed) {
        return PerturbedOptimizer.builder(Oracles.ranking(4)).samples(samples).seed(seed);
    }

    @Property(tries = 40, seed = "1")
    void sameBitsOnAnyNumberOfThreads(
            @ForAll @Size(4) double[] raw, @ForAll @IntRange(min = 2, max = 500) int samples, @ForAll long seed) {
        double[] theta = finite(raw);
        Estimate serial = everything(ranking(samples, seed), theta);
        for (int threads : new int[] {2, 8}) {
            requireSameBits(serial, everything(ranking(samples, seed).threads(threads), theta));
        }
    }

    private static double[] finite(double[] raw) {
        double[] theta = raw.clone();
        for (int i = 0; i < theta.length; i++) {
            theta[i] = theta[i] % 10;
        }
        return theta;
    }

    private static Estimate everything(PerturbedOptimizerBuilder builder, double[] theta) {
        try (PerturbedOptimizer layer = builder.build()) {
            return layer.at(theta)
                    .vjp(new double[] {1, -2, 3, 0.5})
                    .jvp(new double[] {0.5, 1, 0, -1})
                    .jacobian()
                    .valueOnlyGradient()
                    .pushforward(y -> y.size() + y.value(0))
                    .atoms()
                    .estimate();
        }
    }

    private static void requireSameBits(Estimate one, Estimate other) {
        assertEquals(one.value(), other.value());
        assertEquals(one.valueStandardError(), other.valueStandardError());
        assertArrayEquals(one.mean(), other.mean());
        assertArrayEquals(one.meanStandardError(), other.meanStandardError());
        assertArrayEquals(one.vjp().values(), other.vjp().values());
        assertArrayEquals(one.vjp().standardErrors(), other.vjp().standardErrors());
        assertArrayEquals(one.jacobian().data, other.jacobian().data);
        assertArrayEquals(one.jacobianStandardError().data, other.jacobianStandardError().data);
        assertArrayEquals(one.jvp().values(), other.jvp().values());
        assertArrayEquals(one.jvp().standardErrors(), other.jvp().standardErrors());
        assertArrayEquals(
                one.valueOnlyGradient().values(), other.valueOnlyGradient().values());
        assertArrayEquals(one.pushforward().values(), other.pushforward().values());
        assertArrayEquals(
                one.pushforwardGradient().values(), other.pushforwardGradient().values());
        assertArrayEquals(shares(one), shares(other));
        assertArrayEquals(
                one.atoms().atoms().get(0).solution(),
                other.atoms().atoms().get(0).solution());
    }

    private static double[] shares(Estimate estimate) {
        return estimate.atoms().atoms().stream()
                .mapToDouble(Atoms.Atom::probability)
                .toArray();
    }

    @Property(tries = 30, seed = "2")
    void jacobianRowsAreVectorJacobianProducts(@ForAll @IntRange(max = 3) int row, @ForAll long seed) {
        double[] theta = {0.3, -0.5, 0.1, 0.7};
        double[] unit = new double[4];
        unit[row] = 1;
        try (PerturbedOptimizer layer = ranking(100, seed).build()) {
            Estimate estimate = layer.at(theta).vjp(unit).jacobian().estimate();
            for (int j = 0; j < 4; j++) {
                assertEquals(estimate.vjp().values()[j], estimate.jacobian().get(row, j), 1e-12);
                assertEquals(
                        estimate.vjp().standardErrors()[j],
                        estimate.jacobianStandardError().get(row, j),
                        1e-9);
            }
        }
    }

    @Property(tries = 20, seed = "3")
    void batchRowsAreSingleCalls(@ForAll @IntRange(min = 1, max = 9) int rows, @ForAll long step) {
        DMatrixRMaj thetas = new DMatrixRMaj(rows, 4);
        DMatrixRMaj cotangents = new DMatrixRMaj(rows, 4);
        for (int at = 0; at < thetas.data.length; at++) {
            thetas.data[at] = Math.sin(at);
            cotangents.data[at] = Math.cos(at);
        }
        try (PerturbedOptimizer layer = ranking(70, 5).threads(2).build()) {
            List<Estimate> batch = layer.batch(thetas, step).vjp(cotangents).estimate();
            for (int i = 0; i < rows; i++) {
                Estimate single = layer.at(row(thetas, i))
                        .step(step)
                        .example(i)
                        .vjp(row(cotangents, i))
                        .estimate();
                assertArrayEquals(single.mean(), batch.get(i).mean());
                assertArrayEquals(single.vjp().values(), batch.get(i).vjp().values());
                assertEquals(single.value(), batch.get(i).value());
            }
            // what all threads read is what the caller reads, of arrays as of matrices
            List<double[]> read = layer.batch(thetas.get2DData(), step)
                    .vjp(cotangents.get2DData())
                    .estimate(estimate -> estimate.vjp().values());
            for (int i = 0; i < rows; i++) {
                assertArrayEquals(batch.get(i).vjp().values(), read.get(i));
            }
            IllegalStateException notAsked = assertThrows(
                    IllegalStateException.class, () -> layer.batch(thetas, step).estimate(Estimate::jvp));
            assertTrue(notAsked.getMessage().contains("jvp(u)"), notAsked.getMessage());
        }
    }

    private static double[] row(DMatrixRMaj matrix, int row) {
        return java.util.Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
    }

    @Property(tries = 50, seed = "4")
    void aMinimiserMirrorsAMaximiser(@ForAll @Size(4) double[] raw, @ForAll long seed) {
        double[] cost = finite(raw);
        double[] score = new double[4];
        for (int i = 0; i < 4; i++) {
            score[i] = -cost[i];
        }
        LinearOracle costs = Oracles.negate(Oracles.argmax(4));
        Assume.that(costs.sense() == Sense.MINIMIZE);
        Estimate minimal = everything(PerturbedOptimizer.builder(costs).seed(seed), cost);
        Estimate maximal =
                everything(PerturbedOptimizer.builder(Oracles.argmax(4)).seed(seed), score);
        assertArrayEquals(maximal.mean(), minimal.mean());
        assertEquals(-maximal.value(), minimal.value());
        for (int i = 0; i < 4; i++) {
            assertEquals(-maximal.vjp().values()[i], minimal.vjp().values()[i], 1e-12);
        }
    }

    @Property(tries = 30, seed = "5")
    void sparseAndDenseVerticesGiveTheSameEstimates(@ForAll @Size(4) double[] raw, @ForAll long seed) {
        double[] theta = finite(raw);
        LinearOracle sparse = Oracles.topK(4, 2);
        LinearOracle dense = LinearOracle.of(4, sparse::solve);
        Estimate one = everything(PerturbedOptimizer.builder(sparse).seed(seed), theta);
        Estimate other = everything(PerturbedOptimizer.builder(dense).seed(seed), theta);
        assertArrayEquals(one.mean(), other.mean(), 1e-15);
        assertArrayEquals(one.meanStandardError(), other.meanStandardError(), 1e-12);
        assertArrayEquals(one.vjp().values(), other.vjp().values(), 1e-12);
    }

    @Property(tries = 20, seed = "6")
    void largeConstantsCostNoDigits(@ForAll @DoubleRange(min = 1e6, max = 1e9) double constant) {
        LinearOracle plain = LinearOracle.of(2, t -> new double[] {t[0] > 0 ? 1 : 0, 0});
        LinearOracle moved = LinearOracle.of(2, t -> new double[] {t[0] > 0 ? constant + 1 : constant, constant});
        double[] theta = {0.1, 0};
        Estimate one = PerturbedOptimizer.builder(plain).samples(1000).build().estimate(theta);
        Estimate other = PerturbedOptimizer.builder(moved).samples(1000).build().estimate(theta);
        assertEquals(one.meanStandardError()[0], other.meanStandardError()[0], 1e-6);
        assertTrue(Double.isNaN(other.meanStandardError()[1]), "a constant has no error to know");
    }

    @Example
    void stepsAndExamplesHaveNoiseOfTheirOwn() {
        double[] theta = new double[4];
        try (PerturbedOptimizer layer = ranking(50, 0).build()) {
            double base = layer.estimate(theta).value();
            assertNotEquals(base, layer.at(theta).step(1).estimate().value());
            assertNotEquals(base, layer.at(theta).example(1).estimate().value());
        }
    }

    @Example
    void aSharedExecutorMayBeBusy() {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try (PerturbedOptimizer layer = ranking(500, 0).executor(single, 4).build()) {
            Estimate nested = single.submit(() -> layer.estimate(new double[4])).get();
            requireSameValue(nested, layer.estimate(new double[4]));
        } catch (Exception failure) {
            throw new AssertionError(failure);
        } finally {
            single.shutdownNow();
        }
    }

    private static void requireSameValue(Estimate one, Estimate other) {
        assertEquals(one.value(), other.value());
    }

    @Example
    void theFirstFailureIsNamed() {
        LinearOracle broken = LinearOracle.of(1, t -> {
            if (t[0] > 0.5) {
                throw new OracleException(OracleException.Code.TIMEOUT, "too slow");
            }
            return t;
        });
        for (int threads : new int[] {1, 2}) {
            try (PerturbedOptimizer layer = PerturbedOptimizer.builder(broken)
                    .samples(64)
                    .seed(9)
                    .threads(threads)
                    .build()) {
                OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(new double[] {0.2}));
                assertEquals(OracleException.Code.TIMEOUT, failure.code());
                assertTrue(
                        String.valueOf(failure.getMessage()).contains("too slow (example 0, sample "),
                        String.valueOf(failure.getMessage()));
                assertTrue(
                        String.valueOf(failure.getMessage()).contains("seed 9"), String.valueOf(failure.getMessage()));
            }
        }
    }

    @Example
    void notANumberNeverReachesTheOracle() {
        LinearOracle trap = new LinearOracle() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public OracleSession openSession() {
                throw new AssertionError("no session is needed to refuse");
            }
        };
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(trap).build()) {
            InvalidArgumentException failure =
                    assertThrows(InvalidArgumentException.class, () -> layer.estimate(new double[] {Double.NaN}));
            assertTrue(
                    String.valueOf(failure.getMessage()).contains("theta[0] = NaN"),
                    String.valueOf(failure.getMessage()));
        }
    }

    @Example
    void noiseThatCanLeaveTheDomainIsRefusedUntilAPolicyIsChosen() {
        LinearOracle costs = nonnegative(Oracles.negate(Oracles.argmax(2)));
        PerturbedOptimizerBuilder builder = PerturbedOptimizer.builder(costs);
        InvalidArgumentException refusal = assertThrows(InvalidArgumentException.class, builder::build);
        assertTrue(
                String.valueOf(refusal.getMessage()).contains("theta >= 0. Maybe use one-sided noise such as gamma"),
                String.valueOf(refusal.getMessage()));
        try (PerturbedOptimizer kept =
                PerturbedOptimizer.builder(costs).multiplicative().build()) {
            assertEquals(0, kept.estimate(new double[] {1, 2}).clampedShare());
        }
    }

    @Example
    void clampingIsReportedAndItsGradientIsThatOfTheClampedValue() {
        LinearOracle costs = nonnegative(LinearOracle.of(1, Sense.MINIMIZE, t -> new double[] {1}));
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(costs)
                .domainPolicy(DomainPolicy.CLAMP)
                .samples(50_000)
                .build()) {
            Estimate estimate = layer.estimate(new double[] {0.5});
            double inside = Noise.gaussian().cdf(0.5);
            assertEquals(1 - inside, estimate.clampedShare(), 0.01);
            // E max(theta - Z, 0) has the slope P(theta > Z), though y is always 1
            Within.standardErrors(estimate.valueGradient(), inside);
            assertEquals(1, estimate.mean()[0]);
        }
    }

    private static LinearOracle nonnegative(LinearOracle oracle) {
        return new LinearOracle() {
            @Override
            public int dimension() {
                return oracle.dimension();
            }

            @Override
            public Sense sense() {
                return oracle.sense();
            }

            @Override
            public Domain domain() {
                return Domain.nonnegative();
            }

            @Override
            public OracleSession openSession() {
                return oracle.openSession();
            }
        };
    }

    @Example
    void badArgumentsAreNamed() {
        PerturbedOptimizerBuilder builder = PerturbedOptimizer.builder(Oracles.argmax(2));
        requireMessage("epsilon = 0.0", () -> builder.epsilon(0));
        requireMessage("epsilon = -1.0", () -> builder.epsilon(-1));
        requireMessage("epsilon = NaN", () -> builder.epsilon(Double.NaN));
        requireMessage("samples = 0", () -> builder.samples(0));
        requireMessage("threads = 0", () -> builder.threads(0));
        requireMessage(
                "gumbel cannot be multiplicative",
                () -> PerturbedOptimizer.builder(Oracles.argmax(2))
                        .noise(Noise.gumbel())
                        .multiplicative()
                        .build());
        try (PerturbedOptimizer one = builder.samples(1).build()) {
            requireMessage("samples = 1", () -> one.forward(new double[2]).vjp(new double[2]));
            assertTrue(Double.isNaN(one.estimate(new double[2]).valueStandardError()));
        }
    }

    private static void requireMessage(String part, org.junit.jupiter.api.function.Executable call) {
        InvalidArgumentException refusal = assertThrows(InvalidArgumentException.class, call);
        assertTrue(String.valueOf(refusal.getMessage()).contains(part), String.valueOf(refusal.getMessage()));
        assertTrue(String.valueOf(refusal.getMessage()).contains(". Maybe "), String.valueOf(refusal.getMessage()));
    }
}
