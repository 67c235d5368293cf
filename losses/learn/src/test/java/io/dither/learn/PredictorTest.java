package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.learn.model.Features;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PredictorTest {
    private static final SimulatedRoads ROADS = new SimulatedRoads(8, 2);

    private static Predictor truth(String noise, boolean follows, double epsilon) {
        return new Predictor(
                SharedLinearModel.of(SimulatedRoads.NAMES),
                SimulatedRoads.TRUTH,
                NoiseModel.parse(noise, follows, PluginCatalogue.discover()),
                epsilon);
    }

    @Test
    void manyThreadsDecideAsOne() {
        List<Observation> trips = ROADS.trips(60, Noise.gaussian(), 0.3, true, 5);
        try (Predictor predictor = truth("lognormal", false, 0.3)) {
            List<Double> one = trips.stream()
                    .map(trip ->
                            predictor.predict(trip.features(), trip.oracle()).cost())
                    .toList();
            List<Double> many = IntStream.range(0, trips.size())
                    .parallel()
                    .mapToObj(i -> predictor
                            .predict(trips.get(i).features(), trips.get(i).oracle())
                            .cost())
                    .toList();
            assertEquals(one, many);
        }
    }

    /** One-sided noise costs its mean: shape times epsilon, for each unit of length where it follows lengths. */
    @Test
    void decisionsCountTheMeanOfOneSidedNoise() {
        Observation trip = ROADS.trips(1, Noise.gaussian(), 0.3, true, 6).get(0);
        double[] plain = truth("lognormal", false, 0.3).costs(trip.features(), trip.oracle());
        double[] shifted = truth("gamma:shape=4", false, 0.25).costs(trip.features(), trip.oracle());
        double[] lengths = new double[plain.length];
        for (int j = 0; j < lengths.length; j++) {
            lengths[j] = trip.features().get(j, 0);
            assertEquals(plain[j] + 1, shifted[j], 1e-12);
        }
        Features measured = trip.features().withLengths(lengths);
        double[] following = truth("gamma:shape=4", true, 0.25).costs(measured, trip.oracle());
        for (int j = 0; j < lengths.length; j++) {
            assertEquals(plain[j] + lengths[j], following[j], 1e-12);
        }
    }

    @Test
    void choicesHaveTheExactProbabilitiesOfTheirCoordinates() {
        Features features = Features.of(new double[][] {{1}, {0.5}, {-2}});
        LinearOracle oracle = Oracles.argmax(3);
        PluginCatalogue plugins = PluginCatalogue.discover();
        try (Predictor predictor = new Predictor(
                SharedLinearModel.of("price"), new double[] {1}, NoiseModel.parse("gumbel", false, plugins), 1)) {
            double[] exact = predictor.probabilities(features, oracle, 10, 1);
            assertEquals(Math.exp(1) / (Math.exp(1) + Math.exp(0.5) + Math.exp(-2)), exact[0], 1e-12);
            List<Predictor.Alternative> all = predictor.alternatives(features, oracle, 5, 10, 1);
            for (int j = 0; j < 3; j++) {
                assertEquals(exact[j], all.get(j).probability(), 0);
                assertEquals(j, all.get(j).decision().index(0));
                assertEquals(features.get(j, 0), all.get(j).cost() - all.get(0).cost() + 1, 1e-12);
            }
            assertEquals(2, predictor.alternatives(features, oracle, 2, 10, 1).size());
        }
    }

    @Test
    void alternativesAndProbabilitiesAgree() {
        Observation trip = ROADS.trips(1, Noise.gaussian(), 0.3, true, 7).get(0);
        try (Predictor predictor = truth("lognormal", false, 0.3)) {
            List<Predictor.Alternative> all = predictor.alternatives(trip.features(), trip.oracle(), 10_000, 200, 1);
            assertEquals(
                    1,
                    all.stream().mapToDouble(Predictor.Alternative::probability).sum(),
                    1e-9);
            double[] mean = new double[trip.oracle().dimension()];
            all.forEach(one -> one.decision().addTo(mean, one.probability()));
            assertArrayEquals(predictor.probabilities(trip.features(), trip.oracle(), 200, 1), mean, 1e-9);
            double best = predictor.predict(trip.features(), trip.oracle()).cost();
            assertTrue(all.stream().allMatch(one -> one.cost() >= best - 1e-9));
        }
    }

    @Test
    void aClosedPredictorRefuses() {
        Observation trip = ROADS.trips(1, Noise.gaussian(), 0.3, true, 7).get(0);
        Predictor predictor = truth("lognormal", false, 0.3);
        predictor.predict(trip.features(), trip.oracle());
        predictor.close();
        predictor.close();
        for (Executable decides : List.<Executable>of(
                () -> predictor.predict(trip.features(), trip.oracle()),
                () -> predictor.probabilities(trip.features(), trip.oracle(), 2, 1),
                () -> predictor.alternatives(trip.features(), trip.oracle(), 1, 2, 1))) {
            assertEquals(
                    OracleException.Code.CLOSED,
                    assertThrows(OracleException.class, decides).code());
        }
    }
}
