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
 * The pullback of one example into a small gradient: the weights, and behind them only the effects that the example touches, in the order of
 * their first use. So its size does not grow with the number of effects. Effects beyond the largest size are left out, which {@link
 * #isAnyFull} reports. Used by one thread.
 */
final class Touched implements Pullback {
    private static final int EMPTY = -1;
    private static final double[] NONE = {};

    private final EffectPullback pullback;
    private final int most;
    /** Slots by a hash of the effect, with open addressing. */
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

    /** Returns a pullback with room for all effects, or for {@code most} if that is less; the same pullback if it has no effects. */
    static Pullback of(Pullback pullback, int most) {
        return pullback instanceof EffectPullback ofEffects && ofEffects.size() > ofEffects.weights()
                ? new Touched(ofEffects, Math.min(most, ofEffects.size() - ofEffects.weights()))
                : pullback;
    }

    /** Returns whether any pullback left an effect out. */
    static boolean isAnyFull(List<Pullback> pullbacks) {
        return pullbacks.stream().anyMatch(candidate -> candidate instanceof Touched touched && touched.full);
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
        int slot = (effect * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(slots.length - 1);
        while (slots[slot] != EMPTY && effects[slots[slot]] != effect) {
            slot = (slot + 1) & (slots.length - 1);
        }
        if (slots[slot] == EMPTY) {
            if (count == most) {
                full = true;
                return EMPTY;
            }
            effects[count] = effect;
            slots[slot] = count++;
        }
        return pullback.weights() + slots[slot];
    }

    /** Returns the slots of the effects that were touched, in the order of the effects. */
    private int[] slotsInOrder() {
        long[] sorted = new long[count];
        Arrays.setAll(sorted, slot -> (long) effects[slot] << Integer.SIZE | slot);
        Arrays.sort(sorted);
        return Arrays.stream(sorted).mapToInt(each -> (int) each).toArray();
    }

    /** Returns the subtree of one example: sparse if there are effects. */
    static KeyedSum.Node node(long key, Observation example, Contribution contribution, Pullback pullback) {
        double weight = example.weight();
        double[] gradient = weighted(contribution, weight);
        double count = weight * SharedSearches.count(example.oracle());
        double loss = weight * contribution.value();
        double gap = weight * contribution.gap();
        return pullback instanceof Touched touched
                ? touched.sparse(key, count, loss, gradient, gap)
                : new Sums(count, loss, gradient, squares(gradient, gradient.length, gradient.length), NONE, gap)
                        .node(key);
    }

    /** Returns the number of weights, without effects. */
    static int weights(Pullback pullback) {
        return pullback instanceof Touched touched ? touched.pullback.weights() : pullback.size();
    }

    private static double[] weighted(Contribution contribution, double weight) {
        double[] gradient = contribution.gradient().clone();
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] *= weight;
        }
        return gradient;
    }

    /** Returns the squares of the gradient by the weights, in an array of this size. */
    private static double[] squares(double[] gradient, int weights, int size) {
        double[] squares = new double[size];
        for (int k = 0; k < weights; k++) {
            squares[k] = gradient[k] * gradient[k];
        }
        return squares;
    }

    private KeyedSum.Node sparse(long key, double weight, double loss, double[] slopes, double gap) {
        int weights = pullback.weights();
        int[] slotsInOrder = slotsInOrder();
        int[] touched = new int[count];
        double[] gradient = Arrays.copyOf(slopes, weights + count);
        double[] squares = squares(slopes, weights, weights + 1);
        for (int i = 0; i < count; i++) {
            int slot = slotsInOrder[i];
            double slope = slopes[weights + slot];
            touched[i] = effects[slot];
            gradient[weights + i] = slope;
            squares[weights] += slope * slope;
        }
        return new Sums(weight, loss, gradient, squares, NONE, gap).node(key, touched, pullback.size());
    }
}
