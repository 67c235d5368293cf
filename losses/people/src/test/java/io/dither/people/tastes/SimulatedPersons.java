package io.dither.people.tastes;

import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.ShortestPath;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;

/**
 * Persons with two weights of their own, (1, -0.5) + L z.
 *
 * @param decisions of all persons, one person after the other
 * @param weights of each person
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record SimulatedPersons(List<Observation> decisions, List<double[]> weights) {
    static final double[] TRUTH = {1, -0.5, 0.8, 0.4, 0.5};

    /** Trips along monotone paths through a grid, whose costs of each edge have normal noise. */
    static SimulatedPersons onGrid(int side, int persons, int trips, long seed) {
        Graph<Integer, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
        for (int v = 0; v < side * side; v++) {
            graph.addVertex(v);
        }
        for (int v = 0; v < side * side; v++) {
            if (v % side + 1 < side) {
                graph.addEdge(v, v + 1);
            }
            if (v + side < side * side) {
                graph.addEdge(v, v + side);
            }
        }
        GraphOracle paths = ShortestPath.oracle(graph, 0, side * side - 1, WeightsOn.EDGES);
        return of(paths, Noise.gaussian(), persons, trips, seed);
    }

    /** Choices among so many, by scores with Gumbel noise. */
    static SimulatedPersons choosing(int options, int persons, int choices, long seed) {
        return of(Oracles.argmax(options), Noise.gumbel(), persons, choices, seed);
    }

    /** Choices among four by persons of two kinds: a quarter have the weights (2.5, -0.5), the others (0.5, -0.5). */
    static SimulatedPersons ofTwoKinds(int persons, int choices, long seed) {
        return of(Oracles.argmax(4), Noise.gumbel(), persons, choices, seed, random ->
                new double[] {random.nextDouble() < 0.25 ? 2.5 : 0.5, -0.5});
    }

    /** Choices among four by persons who agree on the weights (1, -0.5). */
    static SimulatedPersons agreeing(int persons, int choices, long seed) {
        return of(Oracles.argmax(4), Noise.gumbel(), persons, choices, seed, random -> new double[] {1, -0.5});
    }

    /** The same decisions with a weight for each person. */
    SimulatedPersons weighted(ToDoubleFunction<String> weight) {
        return new SimulatedPersons(
                decisions.stream()
                        .map(one -> one.withWeight(weight.applyAsDouble(one.cluster())))
                        .toList(),
                weights);
    }

    private static double[] normal(KeyedRandom random) {
        double first = random.nextGaussian();
        return new double[] {TRUTH[0] + TRUTH[2] * first, TRUTH[1] + TRUTH[3] * first + TRUTH[4] * random.nextGaussian()
        };
    }

    /** Decisions by scores, or by costs less the noise. */
    static SimulatedPersons of(LinearOracle oracle, Noise noise, int persons, int times, long seed) {
        return of(oracle, noise, persons, times, seed, SimulatedPersons::normal);
    }

    static SimulatedPersons of(
            LinearOracle oracle, Noise noise, int persons, int times, long seed, Function<KeyedRandom, double[]> law) {
        KeyedRandom random = new KeyedRandom(seed);
        List<Observation> all = new ArrayList<>();
        List<double[]> weights = new ArrayList<>();
        double[] z = new double[oracle.dimension()];
        for (int p = 0; p < persons; p++) {
            double[] own = law.apply(random);
            weights.add(own);
            for (int t = 0; t < times; t++) {
                double[][] rows = new double[z.length][2];
                double[] theta = new double[z.length];
                noise.sample(random, z);
                for (int j = 0; j < z.length; j++) {
                    rows[j][0] = random.nextGaussian();
                    rows[j][1] = random.nextGaussian();
                    theta[j] = own[0] * rows[j][0] + own[1] * rows[j][1] + z[j];
                }
                all.add(Observation.of(
                                "s" + seed + "p" + p + "t" + t,
                                Features.of(rows),
                                oracle,
                                Decision.of(oracle.solve(theta)))
                        .withCluster("p" + p));
            }
        }
        return new SimulatedPersons(all, weights);
    }
}
