package io.dither.experiments.localsearch;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Move;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A feasible set that is so small that moves find all its points, and sums over the points give the mean of the Gibbs law at a theta. */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record SmallSet(String text, LinearOracle oracle, List<double[]> points, double[] theta, double[] mean) {
    static final List<String> FIVE = List.of(
            "top-k:n=8,k=3",
            "assignment:n=4",
            "knapsack:weights=(3,5,2,7,4,6,1,5,3,2),capacity=15",
            "jgrapht-spanning-tree:complete=5",
            "ortools-routes:demands=(1,1,1,1),capacity=3,vehicles=2,least=1,method=search,solutions=1");

    /** The number of proposals at a point by which all its neighbours are found. */
    private static final int PROPOSALS = 2_000;

    static SmallSet of(String text) {
        LinearOracle oracle = OracleRegistry.discover().create(text);
        double[] theta = new double[oracle.dimension()];
        KeyedRandom random = new KeyedRandom(text.length());
        Arrays.setAll(theta, i -> random.nextGaussian());
        Set<List<Double>> distinct = new LinkedHashSet<>();
        try (Walk walk = oracle.as(Neighbourhood.class).orElseThrow().walk()) {
            walk.begin(random);
            Vertex y = new Vertex(theta.length);
            walk.write(y);
            List<double[]> points = new ArrayList<>();
            add(y.toArray(), distinct, points);
            Move move = new Move();
            double[] scores = new double[theta.length];
            for (int k = 0; k < points.size(); k++) {
                System.arraycopy(points.get(k), 0, y.dense(), 0, theta.length);
                walk.begin(y);
                for (int i = 0; i < PROPOSALS; i++) {
                    if (walk.propose(random, scores, move) != Double.NEGATIVE_INFINITY) {
                        double[] neighbour = points.get(k).clone();
                        move.addTo(neighbour);
                        add(neighbour, distinct, points);
                    }
                }
            }
            return new SmallSet(text, oracle, points, theta, mean(oracle, points, theta));
        }
    }

    private static void add(double[] point, Set<List<Double>> distinct, List<double[]> points) {
        if (distinct.add(Arrays.stream(point).map(x -> x + 0.0).boxed().toList())) {
            points.add(point);
        }
    }

    private static double[] mean(LinearOracle oracle, List<double[]> points, double[] theta) {
        double[] mean = new double[theta.length];
        double sum = 0;
        for (double[] y : points) {
            double energy = 0;
            for (int i = 0; i < y.length; i++) {
                energy += theta[i] * y[i];
            }
            double weight = Math.exp(oracle.sense().sign() * energy);
            sum += weight;
            for (int i = 0; i < y.length; i++) {
                mean[i] += weight * y[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= sum;
        }
        return mean;
    }

    String name() {
        return text.replaceFirst(":.*", "");
    }
}
