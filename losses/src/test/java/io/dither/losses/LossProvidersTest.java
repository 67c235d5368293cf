package io.dither.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.LayerProvider;
import io.dither.layer.Loss;
import io.dither.layer.LossProvider;
import io.dither.layer.NoiseKey;
import io.dither.layer.Target;
import io.dither.layer.ValueAndGradient;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginSpec;
import io.dither.surrogate.BlackBoxInterpolation;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LossProvidersTest {
    private static final PluginCatalogue CATALOGUE = PluginCatalogue.discover();
    private static final double[] THETA = {0.2, 0.9, -0.4};

    private static EstimatingEquation<?> loss(String text, LinearOracle oracle) {
        return CATALOGUE.create(LossProvider.class, text).on(oracle, 42, 1);
    }

    @Test
    void allAreFoundByName() {
        assertEquals(
                "cost-distance, fenchel-young, hamming, likelihood, moments,"
                        + " recursive-logit, spo-plus, squared, structured-hinge,"
                        + " true-cost",
                CATALOGUE.registrations(LossProvider.class).stream()
                        .map(registration -> registration.provider().id())
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void aTextIsTheLossThatItNames() {
        Example<Decision> example = new Example<>(THETA, Decision.of(0, 1, 0), NoiseKey.ZERO, Oracles.argmax(3));
        try (PerturbedOptimizer layer = PerturbedOptimizer.builder(Oracles.argmax(3))
                        .noise(Noise.gumbel())
                        .epsilon(0.5)
                        .samples(30)
                        .seed(42)
                        .build();
                var named = loss("fenchel-young:noise=gumbel,epsilon=0.5,samples=30", Oracles.argmax(3))
                        .learningFrom(Decision.class)) {
            assertArrayEquals(
                    new FenchelYoungLoss(layer).evaluate(example).gradient().values(),
                    named.moment(example).values());
        }
    }

    /** The gradient of a layer by its text against the same layer by hand. */
    @Test
    void parametersReachTheLayer() {
        assertIs("perturbed:noise=gumbel,epsilon=0.5,samples=30", gumbel(30));
        assertIs("black-box:lambda=2", new BlackBoxInterpolation(Oracles.argmax(3), 2));
    }

    private static PerturbedOptimizer gumbel(int samples) {
        return PerturbedOptimizer.builder(Oracles.argmax(3))
                .noise(Noise.gumbel())
                .epsilon(0.5)
                .samples(samples)
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
        try (var named =
                loss("hamming:layer=(black-box:lambda=0.5)", Oracles.argmax(3)).learningFrom(Decision.class)) {
            assertArrayEquals(new double[] {2, -2, 0}, named.moment(example).values());
        }
        try (var sampled = loss("squared:layer=(perturbed:noise=gumbel,samples=20000)", Oracles.argmax(3))
                        .learningFrom(Decision.class);
                var exact = loss("squared:layer=(exact:noise=gumbel)", Oracles.argmax(3))
                        .learningFrom(Decision.class)) {
            var estimate = sampled.moment(example);
            for (int i = 0; i < 3; i++) {
                assertEquals(exact.moment(example).values()[i], estimate.values()[i], 4 * estimate.standardErrors()[i]);
            }
        }
    }

    /** The layer and its threads belong to the loss that was made by a text. */
    @Test
    void aLossClosesItsLayer() {
        Decision decision = Decision.of(0, 1, 0);
        assertClosed(loss("fenchel-young", Oracles.argmax(3)).learningFrom(Decision.class), decision);
        assertClosed(loss("moments", Oracles.argmax(3)).learningFrom(Decision.class), decision);
        assertClosed(loss("squared", Oracles.argmax(3)).learningFrom(Decision.class), decision);
        assertClosed(loss("true-cost", Oracles.argmax(3)).learningFrom(Costs.class), Costs.of(1, 2, 3));
    }

    private static <T extends Target> void assertClosed(EstimatingEquation<T> loss, T target) {
        Example<T> example = new Example<>(THETA, target, NoiseKey.ZERO, loss.oracle());
        loss.moment(example);
        loss.close();
        OracleException failure = assertThrows(OracleException.class, () -> loss.moment(example), loss.name());
        assertEquals(OracleException.Code.CLOSED, failure.code());
    }

    @Test
    void lossesSayWhatTheyLearnFrom() {
        var refusal = assertThrows(
                InvalidArgumentException.class,
                () -> loss("spo-plus", Oracles.argmax(3)).learningFrom(Decision.class));
        assertEquals(
                "SPO+ learns from Costs, not from Decision. Maybe choose a loss that learns from Decision.",
                refusal.getMessage());
        var distance = (Loss<Costs>) loss("cost-distance", Oracles.argmax(3)).learningFrom(Costs.class);
        ValueAndGradient error = distance.evaluate(THETA, Costs.of(0.2, 0.4, 0.6));
        assertEquals((0.25 + 1) / 2, error.value(), 1e-15);
        assertArrayEquals(new double[] {0, 0.5, -1}, error.gradient().values(), 1e-15);
    }

    @Test
    void lognormalIsTheMultiplicativeNoiseOfMoments() {
        try (var moments =
                loss("moments:noise=lognormal,epsilon=0.3", new CheaperOfTwo()).learningFrom(Decision.class)) {
            // the same moment at twice the costs: only their ratio counts
            assertArrayEquals(moment(moments, 1, 1.2), moment(moments, 2, 2.4), 1e-12);
        }
    }

    private static double[] moment(EstimatingEquation<Decision> moments, double... costs) {
        return moments.moment(new Example<>(costs, Decision.of(1, 0), NoiseKey.ZERO, moments.oracle()))
                .values();
    }

    @Test
    void optionsFillWhatTheTextLeavesOutAndNoMore() {
        PluginSpec text = PluginSpec.parse("fenchel-young:epsilon=0.5");
        assertEquals(
                "fenchel-young:epsilon=0.5,samples=7",
                text.with(Map.of("samples", "7")).toString());
        var both = assertThrows(InvalidArgumentException.class, () -> text.with(Map.of("epsilon", "2")));
        assertTrue(String.valueOf(both.getMessage())
                .startsWith("epsilon = 2 is given beside 'fenchel-young:epsilon=0.5'"));
        var unknown = assertThrows(
                InvalidArgumentException.class,
                () -> loss(
                        PluginSpec.parse("spo-plus")
                                .with(Map.of("noise", "gumbel"))
                                .toString(),
                        Oracles.argmax(3)));
        assertTrue(String.valueOf(unknown.getMessage()).contains("has no parameter 'noise'"));
    }
}
