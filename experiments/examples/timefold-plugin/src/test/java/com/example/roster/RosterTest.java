package com.example.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.Learner;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleContractTests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RosterTest implements OracleContractTests {
    private static final double[] TRUTH = {3, 2, 1, 0.5};

    private static double[][] week(Random random) {
        double[][] asked = new double[4][5];
        for (double[] row : asked) {
            Arrays.setAll(row, day -> random.nextInt(5) < 3 ? 1 : 0);
        }
        return asked;
    }

    @Override
    public LinearOracle oracle() {
        return new RosterOracle(week(new Random(1)), 50);
    }

    @Override
    public OracleContract contract() {
        return OracleContract.of(oracle()).thetas(4);
    }

    @Test
    void theRegistryFindsItAndWishesAreKept() {
        LinearOracle roster = OracleRegistry.discover()
                .create("roster:asked=((1,0,0);(0,1,0);(0,0,1);(0,0,0)),moves=300");
        assertEquals(0, roster.solve(new double[] {10, 1, 1, 1})[0]);
    }

    @Test
    void weightsAreLearntFromAcceptedPlans() {
        Features each = Features.of(new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}});
        Random random = new Random(7);
        List<Observation> weeks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            LinearOracle roster = new RosterOracle(week(random), 300);
            double[] seen = TRUTH.clone();
            for (int k = 0; k < seen.length; k++) { // the planner's mood: gamma of shape 3
                for (int part = 0; part < 3; part++) {
                    seen[k] -= 0.2 * Math.log(1 - random.nextDouble());
                }
            }
            weeks.add(Observation.of("week " + i, each, roster, Decision.of(roster.solve(seen))));
        }
        // the loss of a heuristic jumps, so that no line can be searched; mini-batches ask for no value
        Fitted fitted = Learner.of(SharedLinearModel.of("wish", "rest", "load", "lone"))
                .noise("gamma:shape=3")
                .epsilon(0.2)
                .samples(2)
                .miniBatches(8, 10, 0.3)
                .threads(2)
                .withoutIntervals()
                .fit(weeks);
        double[] found = fitted.weights().stream().mapToDouble(w -> w.estimate()).toArray();
        assertTrue(found[0] > 2 * Math.max(found[2], found[3]), Arrays.toString(found));
    }
}
