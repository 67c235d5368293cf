package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.NoiseKey;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clamped and multiplicative noise make of the loss. */
class FenchelYoungRefusalsTest {
    private static final Decision TARGET = Decision.of(0, 1, 0);

    /** The cheapest of three, right for costs of at least 0 only. */
    private static final class Cheapest implements LinearOracle {
        private final LinearOracle of = Oracles.negate(Oracles.argmax(3));

        @Override
        public int dimension() {
            return 3;
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
            return of.openSession();
        }
    }

    private static PerturbedOptimizer clamped(LinearOracle oracle) {
        return PerturbedOptimizer.builder(oracle)
                .domainPolicy(DomainPolicy.CLAMP)
                .build();
    }

    @Test
    void clampedNoiseIsRefusedForItsLossIsUnboundedBelow() {
        try (PerturbedOptimizer layer = clamped(new Cheapest())) {
            for (double low : new double[] {10, 100, 1000}) {
                Example<Decision> example =
                        new Example<>(new double[] {-low, -low, -low}, TARGET, NoiseKey.ZERO, layer.oracle());
                double value = FenchelYoungLoss.of(layer.smoothed(example.input()), example)
                        .value();
                assertEquals(-low, value, 1e-9);
            }
            InvalidArgumentException refusal =
                    assertThrows(InvalidArgumentException.class, () -> new FenchelYoungLoss(layer));
            String message = String.valueOf(refusal.getMessage());
            assertTrue(message.contains("theta >= 0") && message.contains("one-sided gamma noise"), message);
        }
    }

    @Test
    void aPolicyThatNeverClampsIsNoReasonToRefuse() {
        try (PerturbedOptimizer layer = clamped(Oracles.argmax(3))) {
            FenchelYoungLoss loss = new FenchelYoungLoss(layer);
            assertTrue(loss.evaluate(new double[3], TARGET).value() > 0);
            Example<Decision> restricted = new Example<>(new double[3], TARGET, NoiseKey.ZERO, new Cheapest());
            assertThrows(InvalidArgumentException.class, () -> loss.evaluate(restricted));
            assertThrows(InvalidArgumentException.class, () -> loss.evaluateBatch(List.of(restricted)));
        }
    }

    @Test
    void underMultiplicativeNoiseTheLossIsHomogeneousAndAtLeastZero() {
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(new Cheapest())
                .multiplicative()
                .samples(10_000)
                .build()) {
            FenchelYoungLoss loss = new FenchelYoungLoss(layer);
            double here = loss.evaluate(new double[] {2, 1, 3}, TARGET).value();
            double tenth = loss.evaluate(new double[] {0.2, 0.1, 0.3}, TARGET).value();
            assertEquals(here / 10, tenth, 1e-12);
            assertTrue(tenth > 0, "loss " + tenth);
        }
    }
}
