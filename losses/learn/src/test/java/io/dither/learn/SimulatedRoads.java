package io.dither.learn;

import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.ShortestPath;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.noise.Noise;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;

/** A square of two-way streets with lengths, climbs and lights, and trips along the paths that are cheapest to each traveller. */
public final class SimulatedRoads {
    public static final double[] TRUTH = {1, 2, 1.5};
    public static final String[] NAMES = {"length", "climb", "light"};

    private final int side;
    public final Features features;
    final GraphOracle paths;

    public SimulatedRoads(int side, long seed) {
        this.side = side;
        Graph<Integer, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
        for (int v = 0; v < side * side; v++) {
            graph.addVertex(v);
        }
        for (int v = 0; v < side * side; v++) {
            if (v % side + 1 < side) {
                graph.addEdge(v, v + 1);
                graph.addEdge(v + 1, v);
            }
            if (v + side < side * side) {
                graph.addEdge(v, v + side);
                graph.addEdge(v + side, v);
            }
        }
        KeyedRandom random = new KeyedRandom(seed);
        double[][] rows = new double[graph.edgeSet().size()][];
        for (int e = 0; e < rows.length; e++) {
            rows[e] = new double[] {
                0.5 + random.nextDouble(), 0.7 * Math.max(0, random.nextGaussian()), random.nextDouble() < 0.3 ? 1 : 0
            };
        }
        features = Features.of(rows);
        paths = ShortestPath.oracle(graph, 0, 1, WeightsOn.EDGES);
    }

    /** Trips whose travellers see costs + epsilon Z, or costs exp(epsilon Z - epsilon^2/2). */
    public List<Observation> trips(int count, Noise noise, double epsilon, boolean multiplicative, long seed) {
        double[] costs = new double[features.rows()];
        for (int e = 0; e < costs.length; e++) {
            costs[e] = features.dot(e, TRUTH, 0);
        }
        KeyedRandom random = new KeyedRandom(seed);
        KeyedRandom ends = new KeyedRandom(seed + 1);
        List<Observation> trips = new ArrayList<>();
        double[] z = new double[costs.length];
        double[] seen = new double[costs.length];
        Vertex path = new Vertex(costs.length);
        for (int i = 0; i < count; i++) {
            int from = (int) (ends.nextDouble() * side * side);
            int to = (int) (ends.nextDouble() * (side * side - 1));
            GraphOracle oracle = paths.between(from, to < from ? to : to + 1);
            random.startSample(i + 1);
            noise.sample(random, z);
            for (int e = 0; e < z.length; e++) {
                seen[e] = multiplicative
                        ? costs[e] * Math.exp(epsilon * z[e] - epsilon * epsilon / 2)
                        : costs[e] + epsilon * z[e];
            }
            try (OracleSession session = oracle.openSession()) {
                session.solve(seen, path);
            }
            trips.add(Observation.of("trip " + seed + "/" + i, features, oracle, Decision.of(path))
                    .withCosts(costs));
        }
        return trips;
    }
}
