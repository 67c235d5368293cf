package io.dither.learn.internal.evaluate;

import io.dither.layer.Contribution;
import io.dither.layer.KeyedSum;
import io.dither.layer.Pullback;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.model.EffectPullback;
import io.dither.learn.model.Observation;
import java.util.Arrays;
import java.util.List;

/**
 * The pullback of one example into a small gradient: first the weights, then only those effects that the example uses,
 * in the order of their first use. So the size does not grow with the number of effects of the model. If an example
 * uses too many effects, the last of these are left out, and {@link #leftEffectsOut} returns true. Used by one thread.
 */
final class SparsePullback implements Pullback {
    /** Marks a free slot in the hash table, and a coordinate that has no effect, or whose effect has no entry in the gradient. */
    private static final int EMPTY = -1;

    private static final double[] NO_HESSIAN = {};

    private final EffectPullback pullback;
    private final int capacity;
    /** A hash table from effects to their indices in {@link #effects}, with open addressing. */
    private final int[] table;

    /** The effects that the example uses, in the order of their first use. */
    private final int[] effects;

    /** The number of effects that the example uses. */
    private int count;

    private boolean leftEffectOut;

    private SparsePullback(EffectPullback pullback, int capacity) {
        this.pullback = pullback;
        this.capacity = capacity;
        effects = new int[capacity];
        table = new int[Integer.highestOneBit(2 * capacity) << 1]; // a power of two, at most half full
        Arrays.fill(table, EMPTY);
    }

    /**
     * Returns a pullback with room for {@code capacity} effects, but never for more than there are; returns the same
     * pullback if it has no effects.
     */
    static Pullback of(Pullback pullback, int capacity) {
        return pullback instanceof EffectPullback ofEffects && ofEffects.size() > ofEffects.weights()
                ? new SparsePullback(ofEffects, Math.min(capacity, ofEffects.size() - ofEffects.weights()))
                : pullback;
    }

    /** Returns whether any pullback left an effect out. */
    static boolean leftEffectsOut(List<Pullback> pullbacks) {
        return pullbacks.stream()
                .anyMatch(candidate -> candidate instanceof SparsePullback sparse && sparse.leftEffectOut);
    }

    @Override
    public int size() {
        return pullback.weights() + capacity;
    }

    @Override
    public void add(int coordinate, double factor, double[] sum) {
        int effect = pullback.effect(coordinate);
        pullback.add(coordinate, factor, sum, effect < 0 ? EMPTY : entry(effect));
    }

    /** Returns the entry of the gradient for an effect, which gets an entry at its first use; {@link #EMPTY} if none is left. */
    private int entry(int effect) {
        // Fibonacci hashing: the leading bits of the product with 2^32 / golden ratio
        int slot = (effect * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(table.length - 1);
        while (table[slot] != EMPTY && effects[table[slot]] != effect) {
            slot = (slot + 1) & (table.length - 1);
        }
        if (table[slot] == EMPTY) {
            if (count == capacity) {
                leftEffectOut = true;
                return EMPTY;
            }
            effects[count] = effect;
            table[slot] = count++;
        }
        return pullback.weights() + table[slot];
    }

    /** Returns the indices of the used effects in {@link #effects}, in ascending order of these effects. */
    private int[] indicesInOrder() {
        long[] sorted = new long[count]; // the high 32 bits are an effect, the low 32 bits its index
        Arrays.setAll(sorted, index -> (long) effects[index] << Integer.SIZE | index);
        Arrays.sort(sorted);
        return Arrays.stream(sorted).mapToInt(each -> (int) each).toArray();
    }

    /** Returns the {@link Sums} of one example as a subtree of a {@link KeyedSum}; the subtree is sparse if the model has effects. */
    static KeyedSum.Node node(long key, Observation example, Contribution contribution, Pullback pullback) {
        double weight = example.weight();
        double[] gradient = weighted(contribution, weight);
        double loss = weight * contribution.value();
        double gap = weight * contribution.gap();
        return pullback instanceof SparsePullback sparse
                ? sparse.sparseNode(key, weight, loss, gradient, gap)
                : new Sums(weight, loss, gradient, squares(gradient, gradient.length, gradient.length), NO_HESSIAN, gap)
                        .node(key);
    }

    /** Returns the number of weights, not counting effects. */
    static int weights(Pullback pullback) {
        return pullback instanceof SparsePullback sparse ? sparse.pullback.weights() : pullback.size();
    }

    private static double[] weighted(Contribution contribution, double weight) {
        double[] gradient = contribution.gradient().clone();
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] *= weight;
        }
        return gradient;
    }

    /** Returns the squares of the first {@code weights} numbers of the gradient, in an array of this size. */
    private static double[] squares(double[] gradient, int weights, int size) {
        double[] squares = new double[size];
        for (int k = 0; k < weights; k++) {
            squares[k] = gradient[k] * gradient[k];
        }
        return squares;
    }

    /**
     * Returns the sparse subtree of one example, with effects in ascending order.
     *
     * @param byUse the gradient, with effects in the order of their first use
     */
    private KeyedSum.Node sparseNode(long key, double weight, double loss, double[] byUse, double gap) {
        int weights = pullback.weights();
        int[] indicesInOrder = indicesInOrder();
        int[] usedEffects = new int[count];
        double[] gradient = Arrays.copyOf(byUse, weights + count);
        double[] squares = squares(byUse, weights, weights + 1);
        for (int i = 0; i < count; i++) {
            int index = indicesInOrder[i];
            double derivative = byUse[weights + index];
            usedEffects[i] = effects[index];
            gradient[weights + i] = derivative;
            squares[weights] += derivative * derivative; // one sum for all effects, as in Sums
        }
        return new Sums(weight, loss, gradient, squares, NO_HESSIAN, gap).node(key, usedEffects, pullback.size());
    }
}
