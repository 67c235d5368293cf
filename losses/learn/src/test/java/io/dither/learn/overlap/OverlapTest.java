package io.dither.learn.overlap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.exact.NestedPaths;
import io.dither.layer.Decision;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.learn.Learner;
import io.dither.learn.Predictor;
import io.dither.learn.SimulatedRoads;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.capability.Network;
import io.dither.oracle.capability.PathOracle;
import io.dither.oracles.Oracles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlapTest {
    private static final List<String> NAMES = List.of(SimulatedRoads.NAMES);
    private static final SimulatedRoads ROADS = new SimulatedRoads(5, 3);

    private static List<Observation> trips(int count) {
        return ROADS.trips(count, Noise.gamma(5), 0.3, false, 4);
    }

    /** Two of three paths share 3 of 4 km: 1/4 + 3/4 / 2. */
    @Test
    void pathSizeIsTheShareOfLengthByUsers() {
        double[] logarithms = PathSize.logarithms(List.of(
                Map.of("bridge", 3.0, "north", 1.0), Map.of("bridge", 3.0, "south", 1.0), Map.of("ferry", 2.0)));
        assertArrayEquals(new double[] {Math.log(0.625), Math.log(0.625), 0}, logarithms, 1e-15);
        List<Map<String, Double>> empty = List.of(Map.of());
        assertThrows(InvalidArgumentException.class, () -> PathSize.logarithms(empty));
        List<Map<String, Double>> negative = List.of(Map.of("a", -1.0));
        assertThrows(InvalidArgumentException.class, () -> PathSize.logarithms(negative));
    }

    @Test
    void linkSizeIsTheFlowOfTheReferenceAndVerticesHaveTheirDegree() {
        Overlap overlap = Overlap.parse("reference=2*length+climb, link-size, scale=out-degree, scale=link-size");
        assertEquals(List.of("scale(out-degree)", "link-size", "scale(link-size)"), overlap.names());
        Overlap.Extension extension = overlap.of(NAMES);
        Observation trip = trips(2).get(1);
        Observation more = extension.observation(trip);
        int arcs = trip.features().rows();
        assertEquals(arcs + 25, more.features().rows());
        assertEquals(arcs + 25, more.oracle().dimension());
        double[] flows = new LinkSize(2, 1, 0).of(trip.features(), trip.oracle());
        double into = 0;
        for (int j = 0; j < arcs; j++) {
            assertEquals(flows[j], more.features().get(j, 4));
            assertEquals(trip.features().get(j, 1), more.features().get(j, 1));
            assertEquals(0, more.features().get(j, 3));
        }
        for (int v = 0; v < 25; v++) {
            into += more.features().get(arcs + v, 5);
        }
        assertEquals(2, more.features().get(arcs, 3), "two streets leave a corner");
        assertEquals(Arrays.stream(flows).sum(), into, 1e-9);
        double[] taken = ((Decision) trip.target()).values();
        assertArrayEquals(Arrays.copyOf(taken, arcs + 25), more.target().values());
        assertArrayEquals(
                trip.oracle().solve(trip.costs()), Arrays.copyOf(more.oracle().solve(more.costs()), arcs));
        assertEquals(-1, more.oracle().domain().firstOutside(scaled(more, -3)));
        assertEquals(
                more.oracle().domain(),
                extension.oracle(trips(1).get(0).oracle()).domain());
    }

    private static double[] scaled(Observation one, double scale) {
        double[] theta = new double[one.oracle().dimension()];
        Arrays.fill(theta, ROADS.features.rows(), theta.length, scale);
        return theta;
    }

    @Test
    void tripsOfOneNetworkShareTheirRows() {
        Overlap.Extension extension = Overlap.parse("scale=out-degree").of(NAMES);
        List<Features> all = trips(2).stream()
                .map(extension::observation)
                .map(Observation::features)
                .toList();
        assertSame(all.get(0), all.get(1));
    }

    /** The scale grows by a third per street at a corner: found within its error, and other trips are likelier than with one scale. */
    @Test
    void scalesOfNestedTripsAreFound() {
        Network network = trips(1).get(0)
                .oracle()
                .as(PathOracle.class)
                .flatMap(PathOracle::trip)
                .orElseThrow()
                .network();
        NestedTrips law = NestedTrips.of(ROADS, network, 0.2, 0.3);
        Overlap.Extension extension = Overlap.parse("scale=out-degree").of(NAMES);
        List<Observation> all =
                law.between(trips(500), 5).stream().map(extension::observation).toList();
        Learner learner = Learner.of(SharedLinearModel.of("length", "climb", "light", "scale(out-degree)"))
                .loss("nested-recursive-logit:epsilon=0.2")
                .threads(2);
        Fitted nested = learner.fit(all.subList(0, 350));
        double[] truth = {1, 2, 1.5, 0.3};
        for (int k = 0; k < truth.length; k++) {
            Weight weight = nested.weights().get(k);
            assertEquals(truth[k], weight.estimate(), 3.5 * weight.standardError(), nested.toString());
        }
        assertTrue(nested.weight("scale(out-degree)").low() > 0.1, nested.toString());
        Fitted one = learner.fix("scale(out-degree)", 0).fit(all.subList(0, 350));
        double[] gains = new double[150];
        for (int i = 0; i < gains.length; i++) {
            gains[i] = log(nested, all.get(350 + i)) - log(one, all.get(350 + i));
        }
        Interval gain = Interval.ofMean(gains);
        assertTrue(gain.low() > 0, gain.toString());
    }

    private static double log(Fitted fitted, Observation trip) {
        double[] theta = fitted.model().theta(fitted.parameters(), trip.features());
        return NestedPaths.of(trip.oracle(), 0.2)
                .logProbability(new Input(theta, NoiseKey.ZERO, trip.oracle()), ((Decision) trip.target()).point())
                .value();
    }

    /** Scales of trips by the recursive logit are equal: the weight of the degree is not told from 0, and costs are as without. */
    @Test
    void scalesAreLearntWithIntervalsAndModelsDecide() {
        Overlap overlap = Overlap.parse("scale=out-degree");
        Overlap.Extension extension = overlap.of(NAMES);
        List<Observation> plain = trips(120);
        List<Observation> more = plain.stream().map(extension::observation).toList();
        Fitted one = Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                .loss("recursive-logit")
                .fit(plain);
        Fitted nested = Learner.of(SharedLinearModel.of("length", "climb", "light", "scale(out-degree)"))
                .loss("nested-recursive-logit")
                .fit(more);
        assertEquals(Fitted.Status.CONVERGED, nested.status(), nested.toString());
        Weight scale = nested.weight("scale(out-degree)");
        assertTrue(scale.standardError() > 0.01 && scale.standardError() < 1, nested.toString());
        assertTrue(nested.loss() <= one.loss() + 1e-9, nested.loss() + " against " + one.loss());
        try (Predictor predictor = Predictor.of(nested)) {
            double[] y = predictor
                    .predict(more.get(0).features(), more.get(0).oracle())
                    .decision()
                    .toArray();
            assertEquals(ROADS.features.rows() + 25, y.length);
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (String text :
                List.of("link-size", "reference=2*length", "scale=height", "reference=x*length, link-size", "size")) {
            assertThrows(InvalidArgumentException.class, () -> Overlap.parse(text), text);
        }
        assertThrows(
                InvalidArgumentException.class,
                () -> Overlap.parse("reference=2*toll, link-size").of(NAMES));
        LinearOracle choice = Oracles.argmax(3);
        Overlap.Extension extension = Overlap.parse("scale=out-degree").of(NAMES);
        assertThrows(InvalidArgumentException.class, () -> extension.features(ROADS.features, choice));
        assertEquals(Overlap.NONE, Overlap.parse(" "));
    }
}
