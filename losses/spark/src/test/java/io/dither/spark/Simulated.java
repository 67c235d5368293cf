package io.dither.spark;

import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Histories whose deciders follow two hidden weights and chance. */
final class Simulated {
    static final double[] WEIGHTS = {1.5, 0.75};

    private final OracleRegistry registry = OracleRegistry.discover();
    private final Map<String, LinearOracle> oracles = new HashMap<>();
    /** The texts of the oracles by the ids of the examples. */
    final Map<String, String> texts = new HashMap<>();

    final List<Observation> observations = new ArrayList<>();

    /** Choices of one of three to six, whose deciders see Gumbel noise. */
    static Simulated choices(int count) {
        Simulated all = new Simulated();
        Random random = new Random(11);
        for (int i = 0; i < count; i++) {
            int d = 3 + random.nextInt(4);
            double[] rows = random.doubles(2L * d, -1, 1).toArray();
            double[] scores = new double[d];
            for (int j = 0; j < d; j++) {
                double gumbel = -Math.log(-Math.log(random.nextDouble()));
                scores[j] = WEIGHTS[0] * rows[2 * j] + WEIGHTS[1] * rows[2 * j + 1] + gumbel;
            }
            all.add("choice " + i, Features.of(rows, 2), "argmax:n=" + d, scores, "person " + i % 50);
        }
        return all;
    }

    /** Ways through a grid of 4 x 4, whose deciders see costs with more on top. */
    static Simulated ways(int count) {
        Simulated all = new Simulated();
        Random random = new Random(12);
        String text = "jgrapht-grid-arcs:rows=4,cols=4";
        int d = all.registry.create(text).dimension();
        for (int i = 0; i < count; i++) {
            double[] rows = random.doubles(2L * d, 0, 1).toArray();
            double[] costs = new double[d];
            for (int j = 0; j < d; j++) {
                double chance = -Math.log(random.nextDouble()) - Math.log(random.nextDouble());
                costs[j] = WEIGHTS[0] * rows[2 * j] + WEIGHTS[1] * rows[2 * j + 1] + 0.2 * chance;
            }
            all.add("way " + i, Features.of(rows, 2), text, costs, "way " + i);
        }
        return all;
    }

    void add(String id, Features features, String text, double[] theta, String cluster) {
        LinearOracle oracle = oracles.computeIfAbsent(text, registry::create);
        Vertex y = new Vertex(oracle.dimension());
        try (OracleSession session = oracle.openSession()) {
            session.solve(theta, y);
        }
        texts.put(id, text);
        observations.add(Observation.of(id, features, oracle, Decision.of(y)).withCluster(cluster));
    }

    String text(Observation one) {
        return texts.getOrDefault(one.id(), "");
    }
}
