package io.dither.experiments.learning;

import io.dither.learn.Holdout;
import io.dither.learn.Learner;
import io.dither.learn.Observation;
import io.dither.noise.Noise;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each noise is found where it made the decisions, and the other refuted. */
class NoiseChoiceTest {
    private static final SimulatedTrips ROADS = new SimulatedTrips(10, 1);

    private static NoiseChoice choice(List<Observation> trips) {
        return NoiseChoice.of(
                () -> Learner.of(SimulatedTrips.MODEL).samples(10).threads(2).withoutIntervals(),
                Holdout.split(trips, 0.5, 3),
                false,
                100,
                7);
    }

    @Test
    void probe() {
        for (int seed = 0; seed < 5; seed++) {
            print("OUT gamma", choice(ROADS.trips(600, Noise.gamma(5), 0.4, false, 20 + seed)));
            print("OUT lognormal", choice(ROADS.trips(600, Noise.gaussian(), 0.5, true, 40 + seed)));
        }
    }

    private static void print(String s, NoiseChoice c) {
        System.out.println(s + " " + c.comparisons().get(0).moments() + " "
                + c.comparisons().get(1).moments() + c.difference() + c.verdict()
                + c.comparisons().get(0).fitted().weights().stream()
                        .map(w -> w.estimate())
                        .toList()
                + c.comparisons().get(1).fitted().weights().stream()
                        .map(w -> w.estimate())
                        .toList() + c.comparisons().get(1).fitted().epsilon());
    }
}
