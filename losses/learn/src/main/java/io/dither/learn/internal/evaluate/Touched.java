package io.dither.learn.internal.evaluate;

import io.dither.layer.Contribution;
import io.dither.layer.KeyedSum;
import io.dither.layer.Pullback;
import io.dither.learn.model.EffectPullback;
import io.dither.learn.model.Observation;
import java.util.Arrays;
import java.util.List;

/**
 * The way to the gradient of one example that holds, after those of the weights, only the effects it touches, in the order in which it
 * does: it takes what these take, however many effects there are. Too many are left out and told of. Used by one thread.
 */
final class Touched implements Pullback {
    private static final int EMPTY = -1;

    private final EffectPullback pullback;
    private final int most;
    /** Slots by a hash of the effect, open addressing. */
    private final int[] slots;

    private final int[] effects;
    private int count;
    private boolean full;

    private Touched(EffectPullback pullback, int most) {
        this.pullback = pullback;
        this.most = most;
        effects = new int[most];
        slots = new int[Integer.highestOneBit(2 * most) << 1];
        Arrays.fill(slots, EMPTY);
    }

    /** Returns the way to all effects, or to room for so many if that is less. */
    static Pullback of(Pullback pullback, int most) {
        return pullback instanceof EffectPullback one && one.size() > one.weights()
                ? new Touched(one, Math.min(most, one.size() - one.weights()))
                : pullback;
    }

    /** Returns whether an effect was left out of any. */
    static boolean isAnyFull(List<Pullback> pullbacks) {
        return pullbacks.stream().anyMatch(one -> one instanceof Touched touched && touched.full);
    }

    @Override
    public int size() {
        return pullback.weights() + most;
    }

    @Override
    public void add(int coordinate, double factor, double[] sum) {
        int effect = pullback.effect(coordinate);
        pullback.add(coordinate, factor, sum, effect < 0 ? EMPTY : place(effect));
    }

    private int place(int effect) {
        int at = (effect * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(slots.length - 1);
        while (slots[at] != EMPTY && effects[slots[at]] != effect) {
            at = (at + 1) & (slots.length - 1);
        }
        if (slots[at] == EMPTY) {
            if (count == most) {
                full = true;
                return EMPTY;
            }
            effects[count] = effect;
            slots[at] = count++;
        }
        return pullback.weights() + slots[at];
    }

    /** Returns the effects that were touched, in ascending order, each above and its slot below. */
    private long[] sorted() {
        long[] sorted = new long[count];
        Arrays.setAll(sorted, slot -> (long) effects[slot] << Integer.SIZE | slot);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Returns the subtree of one example, see {@link io.dither.learn.evaluate.Evaluator#sums}: sparse if there are effects. */
    static KeyedSum.Node node(long key, Observation example, Contribution one, Pullback pullback) {
        double weight = example.weight();
        double[] gradient = weighted(one, weight);
        double[] ends = {weight * SharedSearches.count(example.oracle()), weight * one.value(), weight * one.gap()};
        if (pullback instanceof Touched touched) {
            return touched.sparse(key, ends, gradient);
        }
        int size = gradient.length;
        double[] vector = new double[3 + 2 * size];
        vector[0] = ends[0];
        vector[1] = ends[1];
        for (int k = 0; k < size; k++) {
            vector[2 + k] = gradient[k];
            vector[2 + size + k] = gradient[k] * gradient[k];
        }
        vector[2 + 2 * size] = ends[2];
        return KeyedSum.Node.of(key, vector);
    }

    /** Returns the gradient of an example without effects, then its value, times its weight. */
    static double[] gradient(Contribution one, double weight, Pullback pullback) {
        double[] gradient = weighted(one, weight);
        int size = pullback instanceof Touched touched ? touched.pullback.weights() : gradient.length;
        double[] both = Arrays.copyOf(gradient, size + 1);
        both[size] = weight * one.value();
        return both;
    }

    private static double[] weighted(Contribution one, double weight) {
        double[] gradient = one.gradient().clone();
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] *= weight;
        }
        return gradient;
    }

    private KeyedSum.Node sparse(long key, double[] ends, double[] gradient) {
        int weights = pullback.weights();
        int squares = 2 + pullback.size();
        int[] places = new int[4 + 2 * weights + count];
        double[] vector = new double[places.length];
        vector[0] = ends[0];
        vector[1] = ends[1];
        places[1] = 1;
        double together = 0;
        int at = 2 + weights;
        for (long one : sorted()) {
            double slope = gradient[weights + (int) one];
            places[at] = 2 + weights + (int) (one >>> Integer.SIZE);
            vector[at++] = slope;
            together += slope * slope;
        }
        for (int k = 0; k < weights; k++) {
            places[2 + k] = 2 + k;
            vector[2 + k] = gradient[k];
            places[at] = squares + k;
            vector[at++] = gradient[k] * gradient[k];
        }
        places[at] = squares + weights;
        vector[at++] = together;
        places[at] = squares + weights + 1;
        vector[at] = ends[2];
        return KeyedSum.Node.of(key, vector, places);
    }
}
