package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 95 % intervals hold the truth between 92 % and 98 % of the time, within three standard errors of the count. */
@Tag("long")
class IntervalCoverageTest {
    private static final int HISTORIES = Integer.getInteger("dither.histories", 500);
    private static final double[] TRUTH = {1, -0.5, 0.3};

    private static void check(String what, double[] truth, IntFunction<Fitted> fit) {
        int size = truth.length;
        int[] held = new int[size];
        double[] sum = new double[size];
        double[] squares = new double[size];
        double[] errors = new double[size];
        List<Fitted> all =
                IntStream.range(0, HISTORIES).parallel().mapToObj(fit).toList();
        int lost = 0;
        for (Fitted one : all) {
            lost += one.status() == Fitted.Status.CONVERGED ? 0 : 1;
            for (int k = 0; k < size; k++) {
                boolean epsilon = k == one.weights().size();
                double estimate = epsilon ? one.epsilon() : one.weights().get(k).estimate();
                double error =
                        epsilon ? one.epsilonError() : one.weights().get(k).standardError();
                held[k] += Math.abs(estimate - truth[k]) <= 1.959963984540054 * error ? 1 : 0;
                sum[k] += estimate;
                squares[k] += (estimate - truth[k]) * (estimate - truth[k]);
                errors[k] += error;
            }
        }
        StringBuilder text = new StringBuilder(what + ", " + HISTORIES + " histories, " + lost + " not converged:");
        boolean good = true;
        for (int k = 0; k < size; k++) {
            double share = (double) held[k] / HISTORIES;
            text.append(String.format(
                    java.util.Locale.ROOT,
                    " [mean %.4f of %.4f, sd %.4f, mean error %.4f, coverage %.3f]",
                    sum[k] / HISTORIES,
                    truth[k],
                    Math.sqrt(squares[k] / HISTORIES),
                    errors[k] / HISTORIES,
                    share));
            double slack = 3 * Math.sqrt(0.95 * 0.05 / HISTORIES);
            boolean fixed = Double.isNaN(errors[k]);
            good &= fixed || (share >= 0.95 - Math.max(0.03, slack) && share <= 0.95 + Math.max(0.03, slack));
        }
        System.out.println(text);
        assertTrue(good, text.toString());
    }

    private static Fitted choices(int history, IntFunction<LinearOracle> oracle) {
        KeyedRandom random = new KeyedRandom(1000 + history);
        List<Observation> observations = new ArrayList<>();
        double[] z = new double[1];
        for (int i = 0; i < 200; i++) {
            double[][] rows = new double[3 + i % 3][TRUTH.length];
            double[] utility = new double[rows.length];
            for (int j = 0; j < rows.length; j++) {
                double[] row = rows[j];
                Arrays.setAll(row, k -> random.nextGaussian());
                Noise.gumbel().sample(random, z);
                utility[j] = Vectors.dot(TRUTH, row) + z[0];
            }
            LinearOracle set = oracle.apply(rows.length);
            observations.add(Observation.of("day " + i, Features.of(rows), set, Decision.of(set.solve(utility))));
        }
        return Learner.of(SharedLinearModel.of("a", "b", "c")).noise("gumbel").fit(observations);
    }

    @Test
    void exactArgmax() {
        check("argmax, Gumbel", TRUTH, history -> choices(history, Oracles::argmax));
    }

    @Test
    void ranking() {
        check("ranking, Gumbel", TRUTH, history -> choices(history, Oracles::ranking));
    }

    @Test
    void pathsUnderOneSidedNoise() {
        SimulatedRoads roads = new SimulatedRoads(10, 1);
        check(
                "paths, c + .3 gamma(3)",
                SimulatedRoads.TRUTH,
                history -> Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                        .noise(Noise.gamma(3))
                        .epsilon(0.3)
                        .samples(4)
                        .seed(history)
                        .fit(roads.trips(300, Noise.gamma(3), 0.3, false, 5000 + history)));
    }

    @Test
    void pathsByMomentsWithEpsilonLearnt() {
        SimulatedRoads roads = new SimulatedRoads(10, 1);
        check(
                "paths, c exp(.3 Z)",
                new double[] {1, 2, 1.5, 0.3},
                history -> Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                        .moments()
                        .noise(NoiseModel.LOGNORMAL)
                        .samples(2)
                        .seed(history)
                        .fit(roads.trips(300, Noise.gaussian(), 0.3, true, 9000 + history)));
    }
}
