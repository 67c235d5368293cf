package io.dither.learn.diagnose;

import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.ShortestPath;
import io.dither.jgrapht.graph.WeightsOn;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;

/** A square of two-way streets and trips along the paths that are cheapest to each traveller. */
public final class SimulatedTrips {
    static final double[] TRUTH = {1, 2, 1.5};
    public static final SharedLinearModel MODEL = SharedLinearModel.of("length", "climb", "light");

    private final int side;
    private final List<List<String>> ends = new ArrayList<>();
    public final Features features;
    private final GraphOracle paths;
    private final double[] costs;

    public SimulatedTrips(int side, long seed) {
        this.side = side;
        Graph<Integer, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);
        for (int v = 0; v < side * side; v++) {
            graph.addVertex(v);
        }
        for (int v = 0; v < side * side; v++) {
            if (v % side + 1 < side) {
                street(graph, v, v + 1);
            }
            if (v + side < side * side) {
                street(graph, v, v + side);
            }
        }
        KeyedRandom random = new KeyedRandom(seed);
        double[][] rows = new double[ends.size()][];
        costs = new double[rows.length];
        for (int e = 0; e < rows.length; e++) {
            rows[e] = new double[] {
                0.5 + random.nextDouble(), 0.7 * Math.max(0, random.nextGaussian()), random.nextDouble() < 0.3 ? 1 : 0
            };
            for (int k = 0; k < TRUTH.length; k++) {
                costs[e] += TRUTH[k] * rows[e][k];
            }
        }
        features = Features.of(rows);
        paths = ShortestPath.oracle(graph, 0, 1, WeightsOn.EDGES);
    }

    private void street(Graph<Integer, DefaultEdge> graph, int from, int to) {
        graph.addEdge(from, to);
        graph.addEdge(to, from);
        ends.add(List.of("v" + from, "v" + to));
        ends.add(List.of("v" + to, "v" + from));
    }

    /** The vertices that a street connects. */
    public List<String> ends(int coordinate) {
        return ends.get(coordinate);
    }

    public Map<String, double[]> positions() {
        Map<String, double[]> positions = new HashMap<>();
        for (int v = 0; v < side * side; v++) {
            positions.put("v" + v, new double[] {v % side + 0.2 * Math.sin(v), (double) v / side + 0.2 * Math.cos(3 * v)
            });
        }
        return positions;
    }

    /** Trips whose travellers see costs + epsilon Z, or costs exp(epsilon Z - epsilon^2/2). */
    public List<Observation> trips(int count, Noise noise, double epsilon, boolean multiplicative, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        KeyedRandom where = new KeyedRandom(seed + 1);
        List<Observation> trips = new ArrayList<>();
        double[] z = new double[costs.length];
        double[] seen = new double[costs.length];
        Vertex path = new Vertex(costs.length);
        for (int i = 0; i < count; i++) {
            int from = (int) (where.nextDouble() * side * side);
            int to = (int) (where.nextDouble() * (side * side - 1));
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
