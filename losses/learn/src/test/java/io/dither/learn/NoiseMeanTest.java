package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.internal.algebra.Vectors;
import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.ShortestPath;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.junit.jupiter.api.Test;

/** What deciders see on average is the cost of the model and the mean of the noise, and the model decides by both. */
class NoiseMeanTest {
    private static final LinearOracle ITEMS = Oracles.hypercube(4);
    private static final LinearOracle KNAPSACK = Oracles.knapsack(new double[][] {{2, 3, 4, 3, 2, 5}}, 8);
    private static final SharedLinearModel MODEL = SharedLinearModel.of("one", "x");

    /** Decisions of those who see constant + x + sign Z, x being normal; the costs are the mean of what they see. */
    private static List<Observation> history(
            int count, LinearOracle oracle, Noise noise, double constant, int sign, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        List<Observation> all = new ArrayList<>();
        double[] z = new double[oracle.dimension()];
        for (int i = 0; i < count; i++) {
            random.startSample(i);
            double[][] rows = new double[z.length][];
            double[] costs = new double[z.length];
            for (int j = 0; j < z.length; j++) {
                rows[j] = new double[] {1, random.nextGaussian()};
            }
            random.startSample(count + i);
            noise.sample(random, z);
            for (int j = 0; j < z.length; j++) {
                costs[j] = constant + rows[j][1] + sign * noise.mean(j);
                z[j] = constant + rows[j][1] + sign * z[j];
            }
            all.add(Observation.of("e" + i, Features.of(rows), oracle, Decision.of(oracle.solve(z)))
                    .withCosts(costs));
        }
        return all;
    }

    private static Predictor predictor(Noise noise, double constant) {
        return new Predictor(MODEL, new double[] {constant, 1}, new NoiseModel(noise.name(), noise, false, 0), 1);
    }

    /** The share of coordinates that are as observed. */
    private static double accuracy(List<Observation> history, IntFunction<double[]> decide) {
        double right = 0;
        for (int i = 0; i < history.size(); i++) {
            double[] observed = history.get(i).target().values();
            double[] decided = decide.apply(i);
            for (int j = 0; j < observed.length; j++) {
                right += observed[j] == decided[j] ? 1.0 / observed.length / history.size() : 0;
            }
        }
        return right;
    }

    private static double accuracy(List<Observation> history, Predictor predictor) {
        return accuracy(history, i -> decided(history.get(i), predictor));
    }

    private static double[] decided(Observation one, Predictor predictor) {
        double[] y = new double[one.oracle().dimension()];
        predictor.predict(one.features(), one.oracle()).decision().addTo(y, 1);
        return y;
    }

    @Test
    void aFitUnderOneSidedNoiseDecidesAsItsDecidersDo() {
        List<Observation> history = history(300, ITEMS, Noise.gamma(5), -3, 1, 1);
        Fitted fitted = Learner.of(MODEL).noise("gamma:shape=5").fit(history);
        for (int k = 0; k < 2; k++) {
            double truth = k == 0 ? -3 : 1;
            double error = fitted.weights().get(k).standardError();
            assertEquals(truth, fitted.weights().get(k).estimate(), 4 * error);
        }
        List<Observation> later = history(300, ITEMS, Noise.gamma(5), -3, 1, 2);
        double alone = accuracy(
                later,
                i -> ITEMS.solve(
                        fitted.model().theta(fitted.parameters(), later.get(i).features())));
        assertTrue(alone < 0.3, "without the mean " + alone);
        try (Predictor predictor = Predictor.of(fitted)) {
            double accuracy = accuracy(later, predictor);
            assertTrue(accuracy > 0.75, "with the mean " + accuracy);
            assertTrue(regret(later, one -> predictor.costs(one.features(), one.oracle())) < 0.01);
        }
    }

    /** What decisions by predicted costs lose at the true ones, as a share of the best. */
    private static double regret(List<Observation> examples, Function<Observation, double[]> predicted) {
        double lost = 0;
        double best = 0;
        for (Observation example : examples) {
            double[] solution = example.oracle().solve(example.costs());
            double[] decision = example.oracle().solve(predicted.apply(example));
            lost += Math.abs(Vectors.dot(example.costs(), solution) - Vectors.dot(example.costs(), decision));
            best += Math.abs(Vectors.dot(example.costs(), solution));
        }
        return lost / best;
    }

    @Test
    void setsWhoseSumVariesCountTheMeanOfAnyNoise() {
        for (Noise noise : List.of(Noise.gamma(2), Noise.gumbel(), Noise.sumOfGamma(1, 10))) {
            for (LinearOracle oracle : List.of(ITEMS, KNAPSACK, Oracles.negate(ITEMS))) {
                int sign = noise.sign(oracle);
                double constant = -sign * noise.mean(0);
                List<Observation> history = history(200, oracle, noise, constant, sign, 3);
                double alone = regret(history, one -> MODEL.theta(new double[] {constant, 1}, one.features()));
                assertTrue(alone > 0.1, noise.name() + " without the mean " + alone);
                try (Predictor predictor = predictor(noise, constant)) {
                    double all = regret(history, one -> predictor.costs(one.features(), one.oracle()));
                    assertEquals(0, all, 1e-12, noise.name());
                }
            }
        }
    }

    @Test
    void aMeanThatIsTheSameForAllSolutionsIsLeftOut() {
        Features features = Features.of(new double[] {1, 0.5}, new double[] {1, -0.5}, new double[] {1, 2});
        double[] plain = MODEL.theta(new double[] {1, 1}, features);
        assertArrayEquals(plain, predictor(Noise.gumbel(), 1).costs(features, Oracles.argmax(3)));
        assertArrayEquals(plain, predictor(Noise.gamma(5), 1).costs(features, Oracles.argmax(3)));
        double[] moved = predictor(Noise.gamma(new double[] {1, 0, 2}), 1).costs(features, Oracles.argmax(3));
        assertArrayEquals(new double[] {plain[0] + 1, plain[1], plain[2] + 2}, moved);
    }

    /** The costs of the last call are kept, which another oracle may not take for its own. */
    @Test
    void theSameFeaturesHaveOtherCostsForAnotherOracle() {
        Features features = Features.of(new double[] {1, 0.5}, new double[] {1, -0.5});
        double mean = Noise.gumbel().mean();
        Predictor predictor = predictor(Noise.gumbel(), 1);
        LinearOracle cube = Oracles.hypercube(2);
        assertArrayEquals(new double[] {1.5, 0.5}, predictor.costs(features, Oracles.argmax(2)));
        assertArrayEquals(new double[] {1.5 + mean, 0.5 + mean}, predictor.costs(features, cube));
        assertArrayEquals(new double[] {1.5 - mean, 0.5 - mean}, predictor.costs(features, Oracles.negate(cube)));
    }

    /** Other losses learn costs themselves: nobody sees noise that was not asked for. */
    @Test
    void leastSquaresDecidesByItsOwnCosts() {
        List<Observation> trips = new SimulatedRoads(5, 2)
                .trips(40, Noise.gamma(1), 0.3, false, 5).stream()
                        .map(one -> Observation.of(one.id(), one.features(), one.oracle(), Costs.of(one.costs()))
                                .withCosts(one.costs()))
                        .toList();
        Fitted fitted = Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                .loss("cost-distance")
                .withoutIntervals()
                .fit(trips);
        Observation one = trips.get(0);
        double[] own = fitted.model().theta(fitted.parameters(), one.features());
        try (Predictor predictor = Predictor.of(fitted)) {
            assertArrayEquals(own, predictor.costs(one.features(), one.oracle()));
            assertTrue(predictor.probabilities(one.features(), one.oracle(), 10, 1)[0] <= 1);
        }
        try (Predictor predictor = Predictor.of(fitted)) {
            assertEquals(0, regret(trips, trip -> predictor.costs(trip.features(), trip.oracle())), 1e-9);
        }
    }

    /** One-way streets without a circle take any cost: noise of one side is added there as on all other roads. */
    @Test
    void travellersOnAGraphWithoutCyclesHaveTheWeightsOfTheirNoise() {
        int side = 6;
        Graph<Integer, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
        for (int v = 0; v < side * side; v++) {
            graph.addVertex(v);
        }
        for (int v = 0; v < side * side; v++) {
            boolean right = v % side + 1 < side;
            boolean down = v + side < side * side;
            if (right) {
                graph.addEdge(v, v + 1);
            }
            if (down) {
                graph.addEdge(v, v + side);
            }
            if (right && down) {
                graph.addEdge(v, v + side + 1);
            }
        }
        KeyedRandom random = new KeyedRandom(1);
        double[][] rows = new double[graph.edgeSet().size()][];
        for (int e = 0; e < rows.length; e++) {
            rows[e] = new double[] {0.5 + random.nextDouble(), random.nextDouble() < 0.3 ? 1 : 0};
        }
        Features features = Features.of(rows);
        GraphOracle paths = ShortestPath.oracle(graph, 0, side * side - 1, WeightsOn.EDGES);
        assertTrue(paths.domain().isEverywhere() && paths.sense() == Sense.MINIMIZE);
        List<Observation> trips = new ArrayList<>();
        double[] z = new double[rows.length];
        for (int i = 0; i < 400; i++) {
            random.startSample(i + 1);
            Noise.gamma(5).sample(random, z);
            for (int e = 0; e < z.length; e++) {
                z[e] = 2 * rows[e][0] + rows[e][1] + 0.3 * z[e];
            }
            trips.add(Observation.of("t" + i, features, paths, Decision.of(paths.solve(z))));
        }
        Fitted fitted = Learner.of(SharedLinearModel.of("length", "light"))
                .noise("gamma:shape=5")
                .epsilon(0.3)
                .samples(5)
                .fit(trips);
        assertEquals(Fitted.Status.CONVERGED, fitted.status());
        assertEquals(
                2,
                fitted.weight("length").estimate(),
                4 * fitted.weight("length").standardError());
        assertEquals(
                1, fitted.weight("light").estimate(), 4 * fitted.weight("light").standardError());
    }
}
