package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a fit that did not end at its solution says: what cures it, and nothing else. */
class HintsTest {
    private static final SimulatedRoads ROADS = new SimulatedRoads(6, 1);

    private static Learner learner() {
        return Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES)).withoutIntervals();
    }

    @Test
    void fewSamplesAreCuredByKnownSolutions() {
        List<Observation> trips = ROADS.trips(300, Noise.gamma(5), 0.3, false, 5);
        Fitted stopped = learner().samples(1).fit(trips);
        assertEquals(Fitted.Status.STOPPED, stopped.status(), stopped.toString());
        assertTrue(stopped.message().contains("Maybe use --pooled"), stopped.message());
        assertFalse(stopped.message().contains("without end"), stopped.message());
        Fitted cured = learner().samples(1).pooled().fit(trips);
        assertEquals(Fitted.Status.CONVERGED, cured.status(), cured.message());
    }

    @Test
    void fewIterationsAreTold() {
        Fitted fitted = learner().iterations(2).fit(ROADS.trips(100, Noise.gamma(5), 0.3, false, 5));
        assertTrue(fitted.message().contains("Maybe allow more iterations"), fitted.message());
    }

    /** No weights take the costs of a road with less than no climb to where the decisions are. */
    @Test
    void costsThatLeaveTheDomainAreTold() {
        double[][] rows = new double[ROADS.features.rows()][];
        for (int j = 0; j < rows.length; j++) {
            rows[j] = new double[] {
                ROADS.features.get(j, 0),
                j == 0 ? -0.55 * ROADS.features.get(j, 0) : ROADS.features.get(j, 1),
                ROADS.features.get(j, 2)
            };
        }
        Features negative = Features.of(rows);
        List<Observation> trips = ROADS.trips(40, Noise.gaussian(), 0.3, true, 5).stream()
                .map(one -> Observation.of(one.id(), negative, one.oracle(), one.target()))
                .toList();
        for (Learner one : List.of(learner(), learner().moments())) {
            Fitted fitted = one.fit(trips);
            assertTrue(fitted.message().contains("leave the domain of the oracle. Maybe a feature"), fitted.message());
        }
        // the start is inside the domain, but steps of mini-batches leave it
        Learner miniBatches = learner().miniBatches(20, 8, 1);
        String message = assertThrows(InvalidArgumentException.class, () -> miniBatches.fit(trips))
                .getMessage();
        assertTrue(message.startsWith("the costs leave the domain of the oracle, or of the loss"), message);
    }
}
