package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.NoiseKey;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.FenchelYoungLoss;
import io.dither.noise.Noise;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LimitedSession;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.OnDemandSession;
import io.dither.oracles.Oracles;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InexactTest {
    private static final double[] THETA = {0.3, -0.2, 0.1};
    /** Three blocks of the loop. */
    private static final int SAMPLES = 600;

    private static PerturbedOptimizerBuilder layer(LinearOracle oracle) {
        return PerturbedOptimizer.builder(oracle).samples(SAMPLES);
    }

    @Test
    void anAnswerWithAGapIsAnErrorUnlessChosenOtherwise() {
        try (PerturbedOptimizer layer =
                layer(new Hasty(Sense.MAXIMIZE, true, Set.of())).build()) {
            OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
            assertEquals(Code.NOT_OPTIMAL, failure.code());
            String message = String.valueOf(failure.getMessage());
            assertTrue(message.contains("example 0, sample "), message);
        }
    }

    /** Looks at the first two of three, and knows by how much the second is better. */
    private record Searching() implements OnDemandSession {
        @Override
        public void solve(double[] theta, Vertex vertex) {
            solve(i -> theta[i], vertex);
        }

        @Override
        public void solve(Coordinates theta, Vertex vertex) {
            vertex.clear();
            vertex.add(0, 1);
            vertex.gap(Math.max(0, theta.at(1) - theta.at(0)));
        }
    }

    @Test
    void aSearchThatAsksForItsNoiseGoesByThePolicyToo() {
        LinearOracle oracle = new LinearOracle() {
            @Override
            public int dimension() {
                return 3;
            }

            @Override
            public OracleSession openSession() {
                return new Searching();
            }
        };
        try (PerturbedOptimizer layer = layer(oracle).noise(Noise.gumbel()).build();
                PerturbedOptimizer lenient = layer(oracle)
                        .noise(Noise.gumbel())
                        .inexact(InexactPolicy.ACCEPT)
                        .build()) {
            OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
            assertEquals(Code.NOT_OPTIMAL, failure.code());
            Estimate estimate = lenient.estimate(THETA);
            assertTrue(estimate.inexactSamples() > 0 && estimate.inexactSamples() < SAMPLES);
        }
    }

    @ParameterizedTest
    @EnumSource(Sense.class)
    void acceptedAnswersAreCountedAndTheirGapsAdded(Sense sense) {
        LinearOracle all = sense == Sense.MAXIMIZE ? Oracles.argmax(3) : Oracles.negate(Oracles.argmax(3));
        try (PerturbedOptimizer exact = layer(all).build();
                PerturbedOptimizer hasty = layer(new Hasty(sense, true, Set.of()))
                        .inexact(InexactPolicy.ACCEPT)
                        .threads(2)
                        .build()) {
            Estimate right = exact.estimate(THETA);
            Estimate early = hasty.estimate(THETA);
            assertEquals(0, right.inexactSamples());
            assertEquals(0, right.meanGap());
            long third = Math.round(SAMPLES * right.mean()[2]);
            assertEquals(third, early.inexactSamples());
            // the same noise: what is missed is the whole gap
            assertEquals(right.value(), early.value() + sense.sign() * early.meanGap(), 1e-12);

            Example<Decision> example =
                    new Example<>(THETA, Decision.of(new double[] {1, 0, 0}), NoiseKey.ZERO, hasty.oracle());
            ValueAndGradient loss = new FenchelYoungLoss(hasty).evaluate(example);
            Example<Decision> same = new Example<>(THETA, Decision.of(new double[] {1, 0, 0}), NoiseKey.ZERO, all);
            double wanted = new FenchelYoungLoss(exact).evaluate(same).value();
            assertEquals(wanted, loss.value() + loss.gap(), 1e-12);
        }
    }

    @Test
    void aSecondTryWithOtherLimitsComesFirst() {
        try (PerturbedOptimizer exact = layer(Oracles.argmax(3)).build();
                PerturbedOptimizer hasty = layer(new Hasty(Sense.MAXIMIZE, true, Set.of()))
                        .inexact(InexactPolicy.FAIL.retrying(10))
                        .build()) {
            assertArrayEquals(
                    exact.estimate(THETA).mean(), hasty.estimate(THETA).mean());
            assertEquals(0, hasty.estimate(THETA).inexactSamples());
        }
    }

    /** Its solves end by an interrupt, with a gap. */
    private record Endless(CountDownLatch solving, CountDownLatch interrupted, AtomicInteger solves)
            implements LinearOracle {
        @Override
        public int dimension() {
            return THETA.length;
        }

        @Override
        public OracleSession openSession() {
            return new LimitedSession() {
                @Override
                public void solve(double[] theta, Vertex vertex) {
                    solves.incrementAndGet();
                    solving.countDown();
                    try {
                        interrupted.await();
                    } catch (InterruptedException failure) {
                        throw new AssertionError(failure);
                    }
                    vertex.clear();
                    vertex.gap(Double.POSITIVE_INFINITY);
                }

                @Override
                public void scaleLimits(double factor) {}

                @Override
                public void interrupt() {
                    interrupted.countDown();
                }
            };
        }
    }

    @Test
    @Timeout(20)
    void aLayerThatIsClosedStartsNoSecondTry() throws InterruptedException {
        Endless oracle = new Endless(new CountDownLatch(1), new CountDownLatch(1), new AtomicInteger());
        PerturbedOptimizer layer =
                layer(oracle).inexact(InexactPolicy.ACCEPT.retrying(10)).build();
        Thread closer = new Thread(() -> {
            try {
                oracle.solving.await();
            } catch (InterruptedException failure) {
                throw new AssertionError(failure);
            }
            layer.close();
        });
        closer.start();
        OracleException failure = assertThrows(OracleException.class, () -> layer.estimate(THETA));
        closer.join();
        assertEquals(Code.CLOSED, failure.code());
        assertEquals(1, oracle.solves.get());
    }

    @Test
    void heuristicsAreAcceptedAndTheirMissingBoundIsSaid() {
        LinearOracle heuristic = new Hasty(Sense.MAXIMIZE, false, Set.of(Trait.HEURISTIC));
        try (PerturbedOptimizer layer = layer(heuristic).build()) {
            Estimate estimate = layer.estimate(THETA);
            assertTrue(estimate.inexactSamples() > 20);
            assertEquals(Double.POSITIVE_INFINITY, estimate.meanGap());
        }
    }

    @Test
    void gapsPassThroughCompositions() {
        LinearOracle hasty = new Hasty(Sense.MAXIMIZE, true, Set.of());
        LinearOracle both = Oracles.product(List.of(hasty, Oracles.negate(new Hasty(Sense.MINIMIZE, true, Set.of()))));
        Vertex vertex = new Vertex(6);
        try (OracleSession session = both.openSession()) {
            session.solve(new double[] {0, 1, 3, 0, -1, 5}, vertex);
            assertEquals(2 + 5, vertex.gap());
            ((LimitedSession) session).scaleLimits(2);
            session.solve(new double[] {0, 1, 3, 0, -1, 5}, vertex);
            assertEquals(0, vertex.gap());
        }
    }

    @Test
    void policiesHaveTexts() {
        for (InexactPolicy policy : List.of(
                InexactPolicy.FAIL,
                InexactPolicy.ACCEPT,
                InexactPolicy.FAIL.retrying(10),
                InexactPolicy.ACCEPT.retrying(2.5))) {
            assertEquals(policy, InexactPolicy.parse(policy.toString()));
        }
        assertThrows(InvalidArgumentException.class, () -> InexactPolicy.parse("retry:x"));
        assertThrows(InvalidArgumentException.class, () -> InexactPolicy.parse("retry:0.5"));
        assertThrows(InvalidArgumentException.class, () -> InexactPolicy.parse("maybe"));
        assertThrows(InvalidArgumentException.class, () -> new Vertex(1).gap(Double.NaN));
        assertThrows(InvalidArgumentException.class, () -> new Vertex(1).gap(-1));
    }
}
