package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Contribution;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.noise.Noise;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.OnDemandSession;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Noise that is drawn as a search asks for it has the bits of noise that is drawn at once. */
class OnDemandTest {
    private static final SimulatedRoads ROADS = new SimulatedRoads(40, 3);

    /** The same oracle, whose sessions are given all costs. */
    private record AtOnce(LinearOracle inner) implements LinearOracle {
        @Override
        public int dimension() {
            return inner.dimension();
        }

        @Override
        public Sense sense() {
            return inner.sense();
        }

        @Override
        public Domain domain() {
            return inner.domain();
        }

        @Override
        public OracleSession openSession() {
            OracleSession session = inner.openSession();
            return new OracleSession() {
                @Override
                public void solve(double[] theta, Vertex vertex) {
                    session.solve(theta, vertex);
                }

                @Override
                public void close() {
                    session.close();
                }
            };
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theBitsAreThoseOfNoiseDrawnAtOnce(boolean multiplicative) {
        Observation trip = ROADS.trips(3, Noise.gaussian(), 0.3, true, 9).get(2);
        SharedLinearModel model = SharedLinearModel.of(SimulatedRoads.NAMES);
        double[] theta = model.theta(SimulatedRoads.TRUTH, trip.features());
        try (OracleSession session = trip.oracle().openSession()) {
            assertTrue(session.as(OnDemandSession.class).isPresent());
        }
        Contribution asked = contribution(trip.oracle(), theta, model, trip, multiplicative);
        Contribution given = contribution(new AtOnce(trip.oracle()), theta, model, trip, multiplicative);
        assertEquals(given.value(), asked.value());
        assertArrayEquals(given.gradient(), asked.gradient());
    }

    private static Contribution contribution(
            LinearOracle oracle, double[] theta, SharedLinearModel model, Observation trip, boolean multiplicative) {
        PerturbedOptimizerBuilder builder =
                PerturbedOptimizer.builder(oracle).epsilon(0.3).samples(50).seed(4);
        try (PerturbedOptimizer layer =
                (multiplicative ? builder.multiplicative() : builder.noise(Noise.gamma(5))).build()) {
            return layer.contributions(
                            List.of(new Input(theta, new NoiseKey(2, trip.key()), oracle)),
                            List.of(model.pullback(SimulatedRoads.TRUTH, trip.features())),
                            false)
                    .get(0);
        }
    }
}
