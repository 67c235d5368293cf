package com.example.scheduling;

import io.dither.error.Arguments;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Weighted interval scheduling: of the intervals [start, end) take disjoint ones of the largest total value.
 *
 * <p>theta has the value of each interval; an interval of value 0 or less is never taken. The solution y has 1 for each interval taken
 * and 0 for each other. Dynamic programming over the d intervals, sorted by end, solves the problem in O(d).
 */
public final class IntervalScheduling implements NamedCoordinates, Membership {
    /** A coordinate is read as 0 or 1 if it is at most this far from it. */
    private static final double ROUNDING = 1e-6;

    /** The name of each interval, such as {@code 9..10.5}, by which data refer to it. */
    private final List<String> names;

    /** The indices of the intervals, sorted by end. */
    private final int[] order;

    /** {@code endedBefore[k]} is the number of intervals that end before interval {@code order[k]} starts, or when it starts. */
    private final int[] endedBefore;

    /**
     * Creates the oracle.
     *
     * @param starts the starts; copied
     * @param ends the ends, each above its start; intervals that only touch are disjoint
     */
    public IntervalScheduling(double[] starts, double[] ends) {
        int d = Arguments.atLeast("number of intervals", starts.length, 1);
        Arguments.finite("starts", starts, d);
        Arguments.finite("ends", ends, d);
        for (int i = 0; i < d; i++) {
            Arguments.require(
                    starts[i] < ends[i],
                    "ends[" + i + "] = " + ends[i] + " is not above starts[" + i + "] = " + starts[i],
                    "Maybe the two are swapped");
        }
        DecimalFormat form = new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
        names = IntStream.range(0, d)
                .mapToObj(i -> form.format(starts[i]) + ".." + form.format(ends[i]))
                .toList();
        order = IntStream.range(0, d)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> ends[i]))
                .mapToInt(i -> i)
                .toArray();
        endedBefore = new int[d];
        for (int k = 0; k < d; k++) {
            // stops at interval order[k] at the latest, because that interval ends after its own start
            while (ends[order[endedBefore[k]]] <= starts[order[k]]) {
                endedBefore[k]++;
            }
        }
    }

    @Override
    public int dimension() {
        return order.length;
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE);
    }

    @Override
    public List<String> coordinates() {
        return names;
    }

    /** Returns why a decision is not feasible. Dither refuses such a decision when it reads data. */
    @Override
    public Optional<String> violation(double[] y) {
        if (y.length != order.length) {
            return Optional.of("it has " + y.length + " coordinates, not " + order.length);
        }
        int last = -1; // the position in order of the last interval taken so far
        for (int k = 0; k < order.length; k++) {
            double value = y[order[k]];
            if (Math.abs(value - Math.rint(value)) > ROUNDING || Math.rint(value) < 0 || Math.rint(value) > 1) {
                return Optional.of(names.get(order[k]) + " is " + value + ", neither 0 nor 1");
            }
            if (Math.rint(value) == 1) {
                // only the intervals at positions below endedBefore[k] have ended when this interval starts
                if (last >= endedBefore[k]) {
                    return Optional.of(names.get(order[last]) + " and " + names.get(order[k]) + " overlap");
                }
                last = k;
            }
        }
        return Optional.empty();
    }

    @Override
    public OracleSession openSession() {
        // best[k] is the largest value of disjoint intervals among the first k in order; each session has its own array
        double[] best = new double[order.length + 1];
        return (theta, vertex) -> solve(theta, vertex, best);
    }

    private void solve(double[] theta, Vertex vertex, double[] best) {
        Thetas.check(theta, vertex, order.length);
        for (int k = 0; k < order.length; k++) {
            best[k + 1] = Math.max(best[k], theta[order[k]] + best[endedBefore[k]]);
        }
        vertex.clear();
        int k = order.length;
        while (k > 0) {
            if (best[k] > best[k - 1]) {
                vertex.add(order[k - 1], 1);
                k = endedBefore[k - 1];
            } else {
                k--;
            }
        }
    }
}
