package io.dither.methods;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.OracleException;
import io.dither.layer.Decision;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.LayerProvider;
import io.dither.layer.LossProvider;
import io.dither.layer.NoiseKey;
import io.dither.methods.NegativeIdentity.Projection;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.plugin.PluginCatalogue;
import org.junit.jupiter.api.Test;

/** The layers by their text forms. */
class MethodProvidersTest {
    private static final PluginCatalogue CATALOGUE = PluginCatalogue.discover();
    private static final double[] THETA = {0.2, 0.9, -0.4};

    private static EstimatingEquation<Decision> loss(String text) {
        return CATALOGUE
                .create(LossProvider.class, text)
                .on(Oracles.argmax(3), 42, 1)
                .learningFrom(Decision.class);
    }

    /** The gradient of a layer by its text against the same layer by hand. */
    @Test
    void parametersReachTheLayer() {
        assertIs("imle:noise=gumbel,epsilon=0.5,samples=30,lambda=2", ImplicitMle.of(gumbel(), 2, false));
        assertIs("imle:noise=gumbel,epsilon=0.5,samples=30,lambda=2,sides=two", ImplicitMle.of(gumbel(), 2, true));
        assertIs("negative-identity:projection=std", new NegativeIdentity(Oracles.argmax(3), Projection.STD));
    }

    private static PerturbedOptimizer gumbel() {
        return PerturbedOptimizer.builder(Oracles.argmax(3))
                .noise(Noise.gumbel())
                .epsilon(0.5)
                .samples(30)
                .seed(42)
                .build();
    }

    private static void assertIs(String text, DifferentiableLayer layer) {
        double[] v = {1, 0.5, -2};
        try (layer;
                DifferentiableLayer named =
                        CATALOGUE.create(LayerProvider.class, text).on(Oracles.argmax(3), 42, 1)) {
            assertArrayEquals(
                    layer.forward(THETA).vjp(v).values(),
                    named.forward(THETA).vjp(v).values());
        }
    }

    @Test
    void lossesNameTheirLayer() {
        Example<Decision> example =
                new Example<>(new double[] {1, 0.2, 0}, Decision.of(0, 1, 0), NoiseKey.ZERO, Oracles.argmax(3));
        try (EstimatingEquation<Decision> nearest = loss("squared:layer=sparsemap")) {
            // sparsemax of (1, 0.2, 0) is (0.9, 0.1, 0)
            double slope = (0.9 + 0.9) / 2;
            assertArrayEquals(
                    new double[] {slope, -slope, 0}, nearest.moment(example).values(), 1e-9);
        }
    }

    @Test
    void aLossClosesItsLayer() {
        EstimatingEquation<Decision> loss = loss("squared:layer=(imle:lambda=2)");
        Example<Decision> example = new Example<>(THETA, Decision.of(0, 1, 0), NoiseKey.ZERO, loss.oracle());
        loss.moment(example);
        loss.close();
        OracleException failure = assertThrows(OracleException.class, () -> loss.moment(example));
        assertEquals(OracleException.Code.CLOSED, failure.code());
    }
}
