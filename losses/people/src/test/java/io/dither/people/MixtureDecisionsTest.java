package io.dither.people;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.exact.SoftPaths;
import io.dither.layer.Decision;
import io.dither.learn.Learner;
import io.dither.learn.SimulatedRoads;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Standardisable;
import io.dither.learn.persons.Mixture.PossibleWeights;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixtureDecisionsTest {
    private static final List<Observation> TRIPS = new SimulatedRoads(4, 2).trips(24, Noise.gamma(2), 1, false, 4);
    private static final Fitted WALKS = Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES))
            .loss("recursive-logit")
            .fit(TRIPS);
    private static final List<PossibleWeights> TASTES = List.of(new PossibleWeights(1, SimulatedRoads.TRUTH));

    /** An example on the same roads whose oracle has no graph. */
    private static Observation withoutGraph() {
        Observation trip = TRIPS.get(0);
        int dimension = trip.oracle().dimension();
        double[] first = new double[dimension];
        first[0] = 1;
        return Observation.of("without graph", trip.features(), Oracles.argmax(dimension), Decision.of(first));
    }

    @Test
    void walksHaveExactProbabilities() {
        Observation trip = TRIPS.get(0);
        Tally tally = new Tally(trip.oracle().dimension());
        new MixtureDecisions(WALKS, trip).addProbabilities(TASTES, 1, 0, tally);
        double[] parameters = Standardisable.of(WALKS.model()).standardised(SimulatedRoads.TRUTH);
        double[] theta = WALKS.model().theta(parameters, trip.features());
        double[] flows = SoftPaths.of(trip.oracle(), WALKS.epsilon())
                .forward(theta)
                .output()
                .values();
        assertArrayEquals(flows, tally.probabilities().toArray(), 1e-12);
    }

    @Test
    void walksHaveNoProbabilitiesWithoutAGraph() {
        Observation example = withoutGraph();
        Tally tally = new Tally(example.oracle().dimension());
        MixtureDecisions decisions = new MixtureDecisions(WALKS, example);
        assertThrows(InvalidArgumentException.class, () -> decisions.addProbabilities(TASTES, 10, 0, tally));
        assertThrows(InvalidArgumentException.class, () -> decisions.addDecisions(TASTES, 10, 0, tally));
    }

    @Test
    void aDiagnosisOfWalksWithoutAGraphHasNoCalibration() {
        Diagnosis diagnosis = Diagnosis.of(WALKS, TRIPS, List.of(withoutGraph()));
        assertNull(diagnosis.calibration());
    }
}
