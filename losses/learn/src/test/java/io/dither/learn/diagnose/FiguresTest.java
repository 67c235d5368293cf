package io.dither.learn.diagnose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Target;
import io.dither.learn.Learner;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The figures of the page, each by itself. */
class FiguresTest {
    private static final NoiseModel GUMBEL = NoiseModel.parse("gumbel", false, PluginCatalogue.discover());

    private static Predictor truth(double epsilon) {
        return new Predictor(SimulatedChoices.MODEL, SimulatedChoices.TRUTH, GUMBEL, epsilon);
    }

    private static double worstBin(List<Outcome> outcomes, double epsilon) {
        return Calibration.of(outcomes, truth(epsilon), false, 200, 5).bins().stream()
                .filter(bin -> bin.difference().standardError() > 0) // none of a single example
                .mapToDouble(bin ->
                        Math.abs(bin.difference().value()) / bin.difference().standardError())
                .max()
                .orElseThrow();
    }

    @Test
    void theTrueModelIsCalibratedAndAnotherIsNot() {
        Predictor predictor = truth(1);
        List<Outcome> outcomes = SimulatedChoices.offers(400, 9, false).stream()
                .map(one -> Outcome.of(one, predictor))
                .toList();
        Calibration calibration = Calibration.of(outcomes, predictor, false, 200, 5);
        assertEquals(Calibration.MOST_EXAMPLES, calibration.examples());
        assertEquals(
                400,
                Calibration.of(outcomes, predictor, true, 200, 5).examples(),
                "none is too many if none is sampled");
        assertTrue(worstBin(outcomes, 1) < 4, calibration.toString());
        assertTrue(worstBin(outcomes, 4) > 5, "too much noise is found out");
        double observed = calibration.bins().stream()
                .filter(bin -> bin.difference().standardError() > 0) // none of a single example
                .mapToDouble(bin -> bin.coordinates() * bin.observed())
                .sum();
        assertEquals(Calibration.MOST_EXAMPLES, observed, 1e-9, "each observed decision is one coordinate");
        assertEquals(calibration, Calibration.of(outcomes.subList(0, 400), predictor, false, 200, 5), "same bits");
    }

    /** Three decisions as expected with 0.73 each: that none of them was otherwise tells little. */
    @Test
    void whereAllAgreeTheIntervalHasALength() {
        try (Predictor predictor = new Predictor(SharedLinearModel.of("score"), new double[] {1}, GUMBEL, 1)) {
            List<Outcome> outcomes = List.of("a", "b", "c").stream()
                    .map(id -> Observation.of(
                            id,
                            Features.of(new double[] {1 + 0.01 * id.charAt(0)}, new double[] {0.97}),
                            Oracles.argmax(2),
                            1,
                            0))
                    .map(one -> Outcome.of(one, predictor))
                    .toList();
            for (Calibration.Bin bin :
                    Calibration.of(outcomes, predictor, true, 200, 5).bins()) {
                assertTrue(bin.difference().low() < 0 && bin.difference().high() > 0, bin.toString());
            }
        }
    }

    /** An example with the frequency 3 has the same interval as three examples. */
    @Test
    void frequenciesCountAsExamples() {
        List<Outcome> all = SimulatedChoices.offers(90, 9, false).stream()
                .map(offer -> Outcome.of(offer, truth(1)))
                .toList();
        List<Outcome> single = new ArrayList<>();
        List<Outcome> copies = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Observation offer = all.get(i).observation();
            single.add(all.get(i).modelDecision().about(offer.withWeight(3)).weighted(FitSettings.Weighting.FREQUENCY));
            for (int copy = 0; copy < 3; copy++) {
                copies.add(all.get(i)
                        .modelDecision()
                        .about(Observation.of(
                                offer.id() + "." + copy, offer.features(), offer.oracle(), offer.target())));
            }
        }
        Calibration.CoordinateProbabilities equal = (offer, samples, seed) -> {
            double[] probabilities = new double[offer.oracle().dimension()];
            Arrays.fill(probabilities, 1.0 / probabilities.length);
            return probabilities;
        };
        Metric ofFrequencies = Calibration.of(single, equal, 2, 5).bins().get(0).difference();
        Metric ofCopies = Calibration.of(copies, equal, 2, 5).bins().get(0).difference();
        assertEquals(ofCopies.standardError(), ofFrequencies.standardError(), 1e-12);
        assertEquals(ofCopies.low(), ofFrequencies.low(), 1e-12);
        assertEquals(ofCopies.high(), ofFrequencies.high(), 1e-12);
    }

    @Test
    void excessByHand() {
        SharedLinearModel model = SharedLinearModel.of("score");
        try (Predictor predictor = new Predictor(model, new double[] {2}, GUMBEL, 1)) {
            Features features = Features.of(new double[] {3}, new double[] {1}, new double[] {0});
            List<Outcome> outcomes = List.of(
                    Outcome.of(Observation.of("a", features, Oracles.argmax(3), 1, 0, 0), predictor),
                    Outcome.of(Observation.of("b", features, Oracles.argmax(3), 0, 1, 0), predictor),
                    Outcome.of(Observation.of("c", features, Oracles.argmax(3), 0, 0, 1), predictor));
            Excess excess = Excess.of(outcomes);
            assertEquals(10 / 3.0, excess.mean().value(), 1e-12);
            assertEquals(10 / 18.0, excess.relative().value(), 1e-12);
            assertEquals(4, excess.median());
            assertEquals(5.6, excess.percentile90(), 1e-12);
            assertEquals(6, excess.worst());
            assertEquals(1 / 3.0, excess.optimal(), 1e-12);
            assertEquals(
                    List.of("c", "b"),
                    Excess.worstExamples(outcomes, 2).stream()
                            .map(one -> one.observation().id())
                            .toList());
        }
    }

    @Test
    void partsWithAKnownPartAndOneSidedNoiseAddUp() {
        SimulatedTrips roads = new SimulatedTrips(6, 2);
        double[] known = new double[roads.features.rows()];
        java.util.Arrays.setAll(known, e -> 0.1 * (e % 7));
        Features features = roads.features.withOffsets(known);
        List<Observation> trips = roads.trips(80, Noise.gamma(0.5), 3, false, 5).stream()
                .map(one -> Observation.of(one.id(), features, one.oracle(), one.target()))
                .toList();
        Fitted fitted = Learner.of(SimulatedTrips.MODEL)
                .noise("gamma:shape=0.5")
                .epsilon(1)
                .samples(5)
                .withoutIntervals()
                .fit(trips);
        try (Predictor predictor = Predictor.of(fitted)) {
            WorstExamples worst = WorstExamples.of(
                    trips.stream().map(one -> Outcome.of(one, predictor)).toList(), fitted);
            assertEquals(List.of("length", "climb", "light", FeatureSplit.OFFSET, FeatureSplit.NOISE), worst.columns());
            for (WorstExamples.Example one : worst.examples()) {
                double[] difference = one.outcome().observation().target().values();
                one.outcome().predicted().addTo(difference, -1);
                double edges = 0;
                double offset = 0;
                for (int j = 0; j < difference.length; j++) {
                    edges += difference[j];
                    offset += difference[j] * known[j];
                }
                // gamma of shape 0.5 has mean 0.5, at epsilon 1
                assertEquals(0.5 * edges, one.parts().getOrDefault(FeatureSplit.NOISE, 0.0), 1e-9);
                assertEquals(offset, one.parts().getOrDefault(FeatureSplit.OFFSET, Double.NaN), 1e-9);
            }
        }
    }

    @Test
    void leastSquaresFindsLinearCosts() {
        SimulatedTrips roads = new SimulatedTrips(6, 2);
        List<Observation> trips = roads.trips(20, Noise.gamma(5), 0.3, false, 5);
        assertArrayEquals(SimulatedTrips.TRUTH, LeastSquares.fitShared(trips, 3), 1e-9);
        List<Observation> offers = SimulatedChoices.offers(60, 4, true);
        assertArrayEquals(SimulatedChoices.TRUTH, LeastSquares.fitShared(offers, 4), 1e-9);
        assertArrayEquals(SimulatedChoices.TRUTH, LeastSquares.fitShared(table(offers), 4), 1e-9);
    }

    /** Returns the examples as a table, which makes each of them anew whenever it is read. */
    private static ObservationTable table(List<Observation> offers) {
        int[] firstRow = new int[offers.size() + 1];
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < offers.size(); i++) {
            for (int j = 0; j < offers.get(i).features().rows(); j++) {
                double[] row = new double[4];
                for (int k = 0; k < row.length; k++) {
                    row[k] = offers.get(i).features().get(j, k);
                }
                rows.add(row);
            }
            firstRow[i + 1] = rows.size();
        }
        return ObservationTable.of(
                        offers.stream().map(Observation::id).toArray(String[]::new),
                        offers.stream().mapToLong(Observation::key).toArray(),
                        Features.of(rows.toArray(double[][]::new)),
                        firstRow,
                        offers.stream().map(Observation::oracle).toArray(LinearOracle[]::new),
                        offers.stream().map(Observation::target).toArray(Target[]::new))
                .with(
                        new double[0],
                        offers.stream()
                                .flatMapToDouble(offer -> Arrays.stream(offer.costs()))
                                .toArray());
    }

    @Test
    void leastSquaresUsesTheWeightsOfExamples() {
        Features none = Features.of(new double[] {0});
        Observation heavy = Observation.of("a", none, Oracles.argmax(2), 1, 0).withWeight(3);
        Observation light = Observation.of("b", none, Oracles.argmax(2), 1, 0);
        List<Observation> both = List.of(heavy.withCosts(new double[] {1, 4}), light.withCosts(new double[] {5, 0}));
        assertArrayEquals(new double[] {0, 2, 0, 3}, LeastSquares.fitRows(both), 1e-12, "constants are weighted means");
    }

    @Test
    void baselinesStayInTheDomain() {
        SimulatedTrips roads = new SimulatedTrips(6, 2);
        double[][] rows = new double[roads.features.rows()][];
        for (int e = 0; e < rows.length; e++) {
            rows[e] = new double[] {-1, roads.features.get(e, 0)};
        }
        Features signed = Features.of(rows);
        List<Observation> trips = roads.trips(20, Noise.gamma(5), 0.3, false, 5).stream()
                .map(one -> Observation.of(one.id(), signed, one.oracle(), one.target()))
                .toList();
        Map<String, List<Outcome>> all = Baselines.of(SharedLinearModel.of("sign", "length"), trips, trips);
        assertEquals(List.of("sign alone", Baselines.EQUAL_WEIGHTS), List.copyOf(all.keySet()));
        for (Outcome one : all.getOrDefault("sign alone", List.of())) {
            assertEquals(0, one.cost(), "costs of -1 become 0");
        }
    }
}
