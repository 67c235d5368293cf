package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.noise.Noise;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.OnDemandSession;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Noise that is drawn as a search looks at it against noise drawn all at once, bit by bit. */
class OnDemandSamplesTest {
    /** Over three blocks of the stream, the last one of which is cut. */
    private static final int D = 700;

    /** The pairs to choose from; the search goes to and fro within blocks and between them. */
    private static final int[][] PAIRS = {
        {650, 3}, {2, 699}, {255, 256}, {40, 33}, {512, 511}, {64, 31}, {300, 63}, {5, 280}, {698, 600}, {257, 0}
    };

    /** How many numbers were asked for. */
    private final AtomicLong asked = new AtomicLong();

    /** The best pair. Where costs are at least 0, the second of a pair is not looked at once the first costs too much. */
    private record BestPair(Sense sense, Domain domain, boolean isAsking, AtomicLong asked) implements LinearOracle {
        @Override
        public int dimension() {
            return D;
        }

        @Override
        public OracleSession openSession() {
            OracleSession whole = (theta, vertex) -> solve(i -> theta[i], vertex);
            return !isAsking
                    ? whole
                    : new OnDemandSession() {
                        @Override
                        public void solve(Coordinates theta, Vertex vertex) {
                            BestPair.this.solve(
                                    i -> {
                                        asked.incrementAndGet();
                                        return theta.at(i);
                                    },
                                    vertex);
                        }

                        @Override
                        public void solve(double[] theta, Vertex vertex) {
                            whole.solve(theta, vertex);
                        }
                    };
        }

        private void solve(Coordinates theta, Vertex vertex) {
            double best = Double.POSITIVE_INFINITY;
            for (int[] pair : PAIRS) {
                double first = -sense.sign() * theta.at(pair[0]);
                if (sense == Sense.MAXIMIZE || domain.isEverywhere() || first < best) {
                    double both = first - sense.sign() * theta.at(pair[1]);
                    if (both < best) {
                        best = both;
                        vertex.clear();
                        vertex.add(pair[0], 1);
                        vertex.add(pair[1], 1);
                    }
                }
            }
        }
    }

    @Test
    void noiseThatIsAddedHasTheBitsOfNoiseDrawnAtOnce() {
        for (Sense sense : Sense.values()) {
            assertSameBits(sense, Domain.everywhere(), layer -> layer);
            assertSameBits(sense, Domain.everywhere(), layer -> layer.noise(Noise.gumbel()));
            assertSameBits(sense, Domain.nonnegative(), layer -> layer.noise(Noise.gamma(5)));
        }
    }

    @Test
    void noiseThatMultipliesHasTheBitsOfNoiseDrawnAtOnce() {
        assertSameBits(Sense.MINIMIZE, Domain.nonnegative(), PerturbedOptimizerBuilder::multiplicative);
    }

    private void assertSameBits(Sense sense, Domain domain, UnaryOperator<PerturbedOptimizerBuilder> options) {
        asked.set(0);
        double[] bits = bits(options, new BestPair(sense, domain, false, asked));
        assertEquals(0, asked.get());
        assertArrayEquals(bits, bits(options, new BestPair(sense, domain, true, asked)));
        // three problems of 70 samples, each of which looks at the first of all pairs, and not always at the second
        assertTrue(asked.get() >= 210 * PAIRS.length, asked + " numbers were asked for");
        boolean skips = sense == Sense.MINIMIZE && !domain.isEverywhere();
        assertEquals(skips, asked.get() < 210 * 2 * PAIRS.length);
    }

    /** What two examples of a batch and one by itself give. */
    private static double[] bits(UnaryOperator<PerturbedOptimizerBuilder> options, LinearOracle oracle) {
        DMatrixRMaj thetas = new DMatrixRMaj(2, D);
        Arrays.setAll(thetas.data, i -> 1 + 0.4 * Math.sin(5 * i));
        try (PerturbedOptimizer layer = options.apply(PerturbedOptimizer.builder(oracle))
                .epsilon(0.3)
                .samples(70)
                .seed(9)
                .build()) {
            Stream<Estimate> batch = layer.batch(thetas, 4).estimate().stream();
            Estimate alone = layer.at(Batch.row(thetas, 1)).estimate();
            return Stream.concat(
                            batch.flatMap(
                                    e -> Stream.of(e.mean(), e.valueGradient().values(), new double[] {e.value()})),
                            Stream.of(alone.mean(), new double[] {alone.value()}))
                    .flatMapToDouble(DoubleStream::of)
                    .toArray();
        }
    }
}
