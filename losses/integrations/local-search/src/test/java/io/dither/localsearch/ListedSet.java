package io.dither.localsearch;

import io.dither.layer.Decision;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Walk;
import io.dither.oracles.routes.RouteRules;
import io.dither.oracles.routes.Visits;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A small set with all its points, for which the Gibbs law is summed up. */
record ListedSet(String text, LinearOracle oracle, List<double[]> points, double[] theta, double epsilon) {
    private static final Visits VISITS = Visits.of(5).routes(1, 2);

    static final List<ListedSet> FOUR = List.of(
            of("top-k:n=8,k=3", 0.7, combinations(8, 3)),
            of("assignment:n=4", 0.8, assignments(4)),
            of("knapsack:weights=(3,5,2,7,4,6,1,5,3,2),capacity=15", 0.8, List.of()),
            of("at most 2 routes to 4 stops", new Routes(VISITS), 0.8, routes()));

    private static ListedSet of(String text, double epsilon, List<double[]> known) {
        return of(text, OracleRegistry.discover().create(text), epsilon, known);
    }

    private static ListedSet of(String text, LinearOracle oracle, double epsilon, List<double[]> known) {
        List<double[]> points = known.isEmpty() ? members(oracle) : known;
        double[] theta = new double[oracle.dimension()];
        KeyedRandom random = new KeyedRandom(text.length());
        Arrays.setAll(theta, i -> random.nextGaussian());
        return new ListedSet(text, oracle, points, theta, epsilon);
    }

    private static List<double[]> members(LinearOracle oracle) {
        Membership set = oracle.as(Membership.class).orElseThrow();
        List<double[]> points = new ArrayList<>();
        for (int bits = 0; bits < 1 << oracle.dimension(); bits++) {
            int all = bits;
            double[] y = new double[oracle.dimension()];
            Arrays.setAll(y, i -> all >> i & 1);
            if (set.violation(y).isEmpty()) {
                points.add(y);
            }
        }
        return points;
    }

    private static List<double[]> combinations(int n, int k) {
        List<double[]> points = new ArrayList<>();
        for (int bits = 0; bits < 1 << n; bits++) {
            int all = bits;
            double[] y = new double[n];
            Arrays.setAll(y, i -> all >> i & 1);
            if (Integer.bitCount(bits) == k) {
                points.add(y);
            }
        }
        return points;
    }

    private static List<double[]> permutations(int n) {
        List<double[]> all = List.of(new double[0]);
        for (int k = 0; k < n; k++) {
            List<double[]> longer = new ArrayList<>();
            for (double[] one : all) {
                for (int value = 0; value < n; value++) {
                    int next = value;
                    if (Arrays.stream(one).noneMatch(x -> x == next)) {
                        double[] more = Arrays.copyOf(one, one.length + 1);
                        more[one.length] = value;
                        longer.add(more);
                    }
                }
            }
            all = longer;
        }
        return all;
    }

    private static List<double[]> assignments(int n) {
        return permutations(n).stream()
                .map(columns -> {
                    double[] y = new double[n * n];
                    for (int i = 0; i < n; i++) {
                        y[i * n + (int) columns[i]] = 1;
                    }
                    return y;
                })
                .toList();
    }

    /** Routes, which nobody solves. */
    private record Routes(Visits visits) implements LinearOracle, Neighbourhood {
        @Override
        public int dimension() {
            return visits.dimension();
        }

        @Override
        public Sense sense() {
            return Sense.MINIMIZE;
        }

        @Override
        public OracleSession openSession() {
            throw new IllegalStateException("nobody solves");
        }

        @Override
        public Walk walk() {
            return RouteRules.neighbourhoodOf(visits, new long[4], new long[2])
                    .orElseThrow()
                    .walk();
        }
    }

    private static List<double[]> routes() {
        Set<List<Double>> seen = new LinkedHashSet<>();
        for (double[] order : permutations(4)) {
            for (int split = 0; split < 4; split++) {
                double[] y = new double[VISITS.dimension()];
                int last = 0;
                for (int k = 0; k < 4; k++) {
                    if (k == split && k > 0) {
                        y[VISITS.coordinate(last, 0)]++;
                        last = 0;
                    }
                    y[VISITS.coordinate(last, 1 + (int) order[k])]++;
                    last = 1 + (int) order[k];
                }
                y[VISITS.coordinate(last, 0)]++;
                seen.add(Arrays.stream(y).boxed().toList());
            }
        }
        return seen.stream()
                .map(one -> one.stream().mapToDouble(x -> x).toArray())
                .toList();
    }

    double[] shares(double[] at) {
        double scale = oracle.sense().sign() / epsilon;
        double[] shares =
                points.stream().mapToDouble(y -> Math.exp(scale * dot(at, y))).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(x -> x / sum).toArray();
    }

    /** F(theta) - F(0). */
    double value(double[] at) {
        double scale = oracle.sense().sign() / epsilon;
        double mean = points.stream()
                .mapToDouble(y -> Math.exp(scale * dot(at, y)))
                .average()
                .orElseThrow();
        return Math.log(mean) / scale;
    }

    double[] mean() {
        double[] shares = shares(theta);
        double[] mean = new double[theta.length];
        for (int k = 0; k < shares.length; k++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += shares[k] * points.get(k)[i];
            }
        }
        return mean;
    }

    /** The gradient of &lt;v, mean&gt;. */
    double[] product(double[] v) {
        double[] shares = shares(theta);
        double[] mean = mean();
        double[] product = new double[theta.length];
        for (int k = 0; k < shares.length; k++) {
            double reward = dot(v, points.get(k)) - dot(v, mean);
            for (int i = 0; i < product.length; i++) {
                product[i] += oracle.sense().sign() / epsilon * shares[k] * reward * points.get(k)[i];
            }
        }
        return product;
    }

    Decision decision(KeyedRandom random) {
        double[] shares = shares(theta);
        double left = random.nextDouble();
        int k = 0;
        while (k < shares.length - 1 && left > shares[k]) {
            left -= shares[k++];
        }
        return Decision.of(points.get(k));
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public String toString() {
        return text;
    }
}
