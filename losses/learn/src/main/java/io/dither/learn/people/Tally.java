package io.dither.learn.people;

import io.dither.error.OracleException;
import io.dither.learn.Predictor;
import io.dither.oracle.Vertex;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up decisions, each by other tastes. */
final class Tally {
    private record Counted(Vertex decision, double probability) {}

    private final double[] costs;
    private final double[] mean;
    private final Map<String, Counted> decisions = new LinkedHashMap<>();
    private int probabilities;
    private double total;
    private @Nullable OracleException leftOut;

    /** Costs are those of the tastes that decide. */
    Tally(double[] costs) {
        this.costs = costs;
        mean = new double[costs.length];
    }

    void add(double[] shares) {
        probabilities++;
        for (int j = 0; j < mean.length; j++) {
            mean[j] += (shares[j] - mean[j]) / probabilities;
        }
    }

    void add(List<Predictor.Alternative> made) {
        for (Predictor.Alternative one : made) {
            total += one.probability();
            decisions.merge(
                    key(one.decision()),
                    new Counted(one.decision(), one.probability()),
                    (before, more) -> new Counted(before.decision(), before.probability() + more.probability()));
        }
    }

    /** Leaves out tastes whose costs have no decision. */
    void leaveOut(OracleException outside) {
        if (outside.code() != OracleException.Code.INVALID_INPUT) {
            throw outside;
        }
        leftOut = outside;
    }

    private void requireSome(boolean some) {
        if (!some && leftOut != null) {
            throw leftOut;
        }
    }

    Vertex probabilities() {
        requireSome(probabilities > 0);
        Vertex shares = new Vertex(mean.length);
        for (int j = 0; j < mean.length; j++) {
            if (mean[j] != 0) {
                shares.add(j, mean[j]);
            }
        }
        return shares;
    }

    List<Predictor.Alternative> likeliest(int count) {
        requireSome(count == 0 || total > 0);
        return decisions.values().stream()
                .sorted(Comparator.comparing(Counted::probability).reversed())
                .limit(count)
                .map(one -> new Predictor.Alternative(
                        one.decision(),
                        one.probability() / total,
                        one.decision().objective(costs)))
                .toList();
    }

    private static String key(Vertex decision) {
        StringBuilder key = new StringBuilder();
        double[] y = decision.toArray();
        for (int j = 0; j < y.length; j++) {
            if (y[j] != 0) {
                key.append(j).append(':').append(y[j]).append(' ');
            }
        }
        return key.toString();
    }
}
