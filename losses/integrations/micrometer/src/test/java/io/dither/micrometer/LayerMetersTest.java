package io.dither.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.oracle.Domain;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LayerMeters meters = new LayerMeters(registry, Tag.of("layer", "routes"));

    private PerturbedOptimizerBuilder layer(LinearOracle oracle) {
        return PerturbedOptimizer.builder(oracle).samples(64).listener(meters);
    }

    private double count(String name) {
        return registry.get(name).tag("layer", "routes").counter().count();
    }

    private double share(String name) {
        return registry.get(name).tag("layer", "routes").summary().mean();
    }

    @Test
    void solvesAndSecondsAddUpOverCalls() {
        try (PerturbedOptimizer layer = layer(Oracles.argmax(3)).build()) {
            layer.at(new double[] {1, 2, 3}).estimate();
            Input input = new Input(new double[] {1, 2, 3}, NoiseKey.ZERO, layer.oracle());
            layer.batch(List.of(input, input)).estimate();
        }
        assertEquals(3 * 64, count("dither.solves"));
        assertEquals(2, registry.get("dither.calls").timer().count());
        assertTrue(registry.get("dither.calls").timer().totalTime(java.util.concurrent.TimeUnit.NANOSECONDS) > 0);
        assertEquals(0, share("dither.inexact.share"));
        assertEquals(0, share("dither.clamped.share"));
    }

    @Test
    void aPullbackBySolutionsAtHandSolvesNothing() {
        try (PerturbedOptimizer layer = layer(Oracles.argmax(3)).build()) {
            layer.forward(new double[] {1, 2, 3}, NoiseKey.ZERO).vjp(new double[] {1, 0, 0});
        }
        assertEquals(64, count("dither.solves"));
    }

    @Test
    void answersWithoutProofAreAShare() {
        LinearOracle gaps = new Answering(Domain.everywhere(), (theta, vertex) -> {
            vertex.add(0, 1);
            vertex.gap(theta[0] > 0 ? 1 : 0);
        });
        try (PerturbedOptimizer layer =
                layer(gaps).inexact(InexactPolicy.ACCEPT).build()) {
            double share = layer.at(new double[] {0}).estimate().inexactSamples() / 64.0;
            assertTrue(share > 0.2 && share < 0.8, "share " + share);
            assertEquals(share, share("dither.inexact.share"));
        }
    }

    @Test
    void clampedCoordinatesAreAShare() {
        LinearOracle positive = new Answering(Domain.nonnegative(), (theta, vertex) -> vertex.add(0, 1));
        try (PerturbedOptimizer layer =
                layer(positive).domainPolicy(DomainPolicy.CLAMP).build()) {
            double share = layer.at(new double[] {0.1}).estimate().clampedShare();
            assertTrue(share > 0.2 && share < 0.8, "share " + share);
            assertEquals(share, share("dither.clamped.share"));
        }
    }

    @Test
    void failuresAreCountedByCode() {
        LinearOracle failing = LinearOracle.of(1, theta -> {
            throw new OracleException(OracleException.Code.TIMEOUT, "too slow");
        });
        try (PerturbedOptimizer layer = layer(failing).build()) {
            assertThrows(OracleException.class, () -> layer.at(new double[] {1}).estimate());
        }
        assertEquals(
                1,
                registry.get("dither.calls.failed")
                        .tag("code", "TIMEOUT")
                        .counter()
                        .count());
        assertEquals(1, registry.get("dither.calls").timer().count());
        assertEquals(0, count("dither.solves"));
    }

    /** One coordinate, a cost, whose solves are the session's. */
    private record Answering(Domain domain, OracleSession session) implements LinearOracle {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public Sense sense() {
            return Sense.MINIMIZE;
        }

        @Override
        public OracleSession openSession() {
            return session;
        }
    }
}
