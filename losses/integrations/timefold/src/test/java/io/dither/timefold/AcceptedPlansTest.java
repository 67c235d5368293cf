package io.dither.timefold;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.timefold.solver.core.api.score.Score;
import io.dither.internal.algebra.Vectors;
import io.dither.learn.Learner;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Weight;
import io.dither.oracle.InexactPolicy;
import io.dither.random.KeyedRandom;
import io.dither.timefold.roster.Roster;
import io.dither.timefold.routing.Routes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hidden weights, with a mood of the planner for each plan, are learnt from the plans that they make. */
@Tag("long")
class AcceptedPlansTest {
    /** The standard deviation of the logarithm of a weight in one plan. */
    private static final double MOOD = 0.4;

    private static final int PLANS = 60;
    private static final int NEW = 30;

    @Test
    void rosters() {
        var planner = TimefoldPlanner.of(Roster.config(100), Roster.week(new KeyedRandom(1)));
        check(planner, Roster::week, new double[] {4, 2, 3, 1}, "uneven load");
    }

    @Test
    void routes() {
        var planner = TimefoldPlanner.of(Routes.config(500), Routes.day(new KeyedRandom(1)));
        check(planner, Routes::day, new double[] {1, 2, 1}, "minutes");
    }

    private static <S, C extends Score<C>> void check(
            TimefoldPlanner<S, C> planner, Function<KeyedRandom, S> problems, double[] hidden, String unit) {
        KeyedRandom random = new KeyedRandom(5);
        List<Observation> plans = new ArrayList<>();
        for (int i = 0; i < PLANS; i++) {
            double[] mood = hidden.clone();
            Arrays.setAll(mood, k -> hidden[k] * Math.exp(MOOD * random.nextGaussian() - MOOD * MOOD / 2));
            S problem = problems.apply(random);
            plans.add(planner.observation("plan " + i, problem, planner.plan(problem, mood)));
        }
        Fitted fitted = Learner.of(planner.model())
                .moments()
                .samples(10)
                .fix(unit, 1)
                .inexact(InexactPolicy.ACCEPT)
                .threads(2)
                .fit(plans);
        double[] found = new double[hidden.length];
        for (int k = 0; k < hidden.length; k++) {
            Weight weight = fitted.weights().get(k);
            found[k] = weight.estimate();
            if (!weight.name().equals(unit)) {
                double error = weight.standardError();
                assertTrue(error > 0 && Math.abs(found[k] - hidden[k]) < 3 * error, weight + ", and not " + hidden[k]);
            }
        }
        double[] equal = new double[hidden.length];
        Arrays.fill(equal, 1);
        double[] excess = new double[2];
        for (int i = 0; i < NEW; i++) {
            S problem = problems.apply(random);
            double best = Vectors.dot(hidden, planner.counts(planner.plan(problem, hidden)));
            excess[0] += (Vectors.dot(hidden, planner.counts(planner.plan(problem, found))) - best) / NEW;
            excess[1] += (Vectors.dot(hidden, planner.counts(planner.plan(problem, equal))) - best) / NEW;
        }
        assertTrue(excess[0] < excess[1], Arrays.toString(excess));
    }
}
