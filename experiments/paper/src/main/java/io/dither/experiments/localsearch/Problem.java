package io.dither.experiments.localsearch;

import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Move;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decisions on problems of one kind, made at true weights of three features.
 *
 * @param name of the kind
 * @param train decisions to learn from
 * @param held problems to decide
 * @param truth the weights
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Problem(String name, List<Case> train, List<Case> held, double[] truth) {
    static final SharedLinearModel MODEL = SharedLinearModel.of("first", "second", "third");

    /** Who decides: by the Gibbs law of costs, or the solver at costs with Gaussian noise. */
    enum Decider {
        GIBBS("the Gibbs law"),
        NOISY("a solver at noisy costs");

        final String words;

        Decider(String words) {
            this.words = words;
        }
    }

    /** A problem with its features and a decision. */
    record Case(LinearOracle oracle, Features features, Decision decision) {}

    /** What kinds there are; solvers of routes search. */
    enum Kind {
        KNAPSACK("knapsack of 500 items", 2, -1, 1),
        ASSIGNMENT("assignment of 30", 6, 2, 2),
        ROUTES_30("routes to 30 stops", 20, 3, 3),
        ROUTES_100("routes to 100 stops", 30, 3, 3);

        final String words;
        private final double[] truth;

        Kind(String words, double... truth) {
            this.words = words;
            this.truth = truth;
        }

        private int stops() {
            return this == ROUTES_30 ? 30 : 100;
        }

        LinearOracle oracle(KeyedRandom random) {
            return OracleRegistry.discover()
                    .create(
                            switch (this) {
                                case KNAPSACK ->
                                    "knapsack:weights=("
                                            + IntStream.range(0, 500)
                                                    .mapToObj(i -> String.valueOf(1 + random.nextInt(100)))
                                                    .collect(Collectors.joining(","))
                                            + "),capacity=6000";
                                case ASSIGNMENT -> "assignment:n=30";
                                default ->
                                    "ortools-routes:method=search,solutions=1,least=1,vehicles=" + stops() / 5
                                            + ",capacity="
                                            + 2 * stops() / 5 + ",demands=("
                                            + IntStream.range(0, stops())
                                                    .mapToObj(i -> String.valueOf(1 + random.nextInt(2)))
                                                    .collect(Collectors.joining(","))
                                            + ")";
                            });
        }

        /** A row a coordinate; of routes the first is the distance between places in a square. */
        Features features(LinearOracle oracle, KeyedRandom random) {
            double[][] rows = new double[oracle.dimension()][3];
            int places = stops() + 1;
            double[] x = random(random, places);
            double[] z = random(random, places);
            for (int j = 0; j < rows.length; j++) {
                if (this == KNAPSACK) {
                    Arrays.setAll(rows[j], k -> random.nextGaussian());
                    continue;
                }
                Arrays.setAll(rows[j], k -> random.nextDouble());
                if (this != ASSIGNMENT) {
                    int from = j / (places - 1);
                    int to = j % (places - 1);
                    to += to >= from ? 1 : 0;
                    rows[j][0] = Math.hypot(x[from] - x[to], z[from] - z[to]);
                }
            }
            return Features.of(rows);
        }

        private static double[] random(KeyedRandom random, int count) {
            double[] all = new double[count];
            Arrays.setAll(all, i -> random.nextDouble());
            return all;
        }
    }

    private static final int STEPS = 200_000;

    static Problem of(Kind kind, Decider decider, int train, int held, long seed) {
        List<Case> cases = new ArrayList<>();
        KeyedRandom random = new KeyedRandom(seed);
        for (int i = 0; i < train + held; i++) {
            random.key(seed, kind.ordinal(), i);
            random.sample(0);
            LinearOracle oracle = kind.oracle(random);
            Features features = kind.features(oracle, random);
            double[] theta = MODEL.theta(kind.truth, features);
            Decision decision = decider == Decider.GIBBS ? drawn(oracle, theta, random) : solved(oracle, theta, random);
            cases.add(new Case(oracle, features, decision));
        }
        return new Problem(
                kind.words,
                List.copyOf(cases.subList(0, train)),
                List.copyOf(cases.subList(train, train + held)),
                kind.truth);
    }

    /** The end of a long chain. */
    private static Decision drawn(LinearOracle oracle, double[] theta, KeyedRandom random) {
        try (Walk walk = oracle.as(Neighbourhood.class).orElseThrow().walk()) {
            walk.begin(random);
            double[] scores = new double[theta.length];
            Move move = new Move();
            for (int t = 0; t < STEPS; t++) {
                if (t % (STEPS / 100) == 0) {
                    double part =
                            Math.min(1, t / (0.5 * STEPS)) * oracle.sense().sign();
                    Arrays.setAll(scores, i -> part * theta[i]);
                }
                double ratio = walk.propose(random, scores, move);
                if (ratio + move.dot(scores) >= -random.nextExponential()) {
                    walk.apply();
                }
            }
            Vertex y = new Vertex(theta.length);
            walk.write(y);
            return Decision.of(y);
        }
    }

    private static Decision solved(LinearOracle oracle, double[] theta, KeyedRandom random) {
        double[] noisy = new double[theta.length];
        Arrays.setAll(noisy, i -> theta[i] + random.nextGaussian());
        return Decision.of(oracle.answer(noisy));
    }
}
