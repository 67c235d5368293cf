package io.dither.people;

import io.dither.error.OracleException;
import io.dither.learn.Predictor;
import io.dither.oracle.Vertex;
import io.dither.perturbed.Atoms;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up the probabilities of coordinates, and, separately, decisions with their probabilities, over tastes. */
final class Tally {
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Counted(double[] decision, double probability) {}

    /** The mean of the added probabilities of coordinates, weighted by the shares of tastes. */
    private final double[] mean;

    private final Map<String, Counted> decisions = new LinkedHashMap<>();
    /** The sum of the shares of the tastes whose probabilities of coordinates were added. */
    private double coordinateShare;

    /** The sum of the probabilities of all added decisions, each times the share of its taste. */
    private double decisionShare;

    /** The error of the last taste that was left out; null if no taste was. */
    private @Nullable OracleException leftOut;

    Tally(int dimension) {
        mean = new double[dimension];
    }

    /**
     * Adds the probabilities of coordinates under one taste.
     *
     * @param share the probability of the taste, divided by the number of calls for this taste; 0 changes nothing
     */
    void add(double share, double[] probabilities) {
        if (share == 0) {
            return;
        }
        coordinateShare += share;
        for (int j = 0; j < mean.length; j++) {
            mean[j] += (probabilities[j] - mean[j]) * share / coordinateShare;
        }
    }

    /**
     * Adds the decisions under one taste.
     *
     * @param share the probability of the taste, divided by the number of calls for this taste
     */
    void add(double share, Atoms atoms) {
        for (Atoms.Atom atom : atoms.atoms()) {
            double probability = share * atom.probability();
            decisionShare += probability;
            decisions.merge(
                    Arrays.toString(atom.solution()),
                    new Counted(atom.solution(), probability),
                    (before, added) -> new Counted(before.decision(), before.probability() + added.probability()));
        }
    }

    /**
     * Adds choices of one coordinate, with their probabilities over all tastes; called at most once, on a tally without
     * other decisions.
     */
    void addChoices(double[] probabilities) {
        for (int j = 0; j < probabilities.length; j++) {
            double[] decision = new double[probabilities.length];
            decision[j] = 1;
            decisionShare += probabilities[j];
            decisions.put(Arrays.toString(decision), new Counted(decision, probabilities[j]));
        }
    }

    /**
     * Records that a taste, or a sample of it, is left out, because its costs are outside the oracle's domain ({@link
     * OracleException.Code#INVALID_INPUT}); throws the exception if it has another code.
     */
    void leaveOut(OracleException outside) {
        if (outside.code() != OracleException.Code.INVALID_INPUT) {
            throw outside;
        }
        leftOut = outside;
    }

    /** Throws the last exception of a taste that was left out, if nothing was added. */
    private void requireAny(boolean hasAny) {
        if (!hasAny && leftOut != null) {
            throw leftOut;
        }
    }

    /** Returns the probabilities of coordinates. */
    Vertex probabilities() {
        requireAny(coordinateShare > 0);
        return vertex(mean);
    }

    /** Returns at most {@code count} decisions whose probability is above 0, the most probable first, with their costs. */
    List<Predictor.Alternative> likeliest(int count, double[] costs) {
        requireAny(count == 0 || decisionShare > 0);
        return decisions.values().stream()
                .filter(counted -> counted.probability() > 0)
                .sorted(Comparator.comparing(Counted::probability).reversed())
                .limit(count)
                .map(counted -> {
                    Vertex decision = vertex(counted.decision());
                    return new Predictor.Alternative(
                            decision, counted.probability() / decisionShare, decision.objective(costs));
                })
                .toList();
    }

    private static Vertex vertex(double[] values) {
        Vertex vertex = new Vertex(values.length);
        for (int j = 0; j < values.length; j++) {
            if (values[j] != 0) {
                vertex.add(j, values[j]);
            }
        }
        return vertex;
    }
}
