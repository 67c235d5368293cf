package io.dither.learn.model;

import io.dither.layer.Pullback;

/** A pullback whose last parameters are {@linkplain GroupEffects effects}, of which a coordinate has at most one. */
public interface EffectPullback extends Pullback {
    /** {@return the number of parameters before the effects} */
    int weights();

    /**
     * {@return the effect of a coordinate, from 0, or -1 if it has none}
     *
     * @param coordinate from 0 to d - 1
     */
    int effect(int coordinate);

    /**
     * Adds factor times the gradient of a coordinate of theta: that of the weights to the first entries, and that of the coordinate's
     * effect to another entry.
     *
     * @param coordinate from 0 to d - 1
     * @param factor the factor
     * @param sum the sum; changed
     * @param effectEntry the index in {@code sum} of the entry for the effect, or -1 to leave the effect out
     */
    void add(int coordinate, double factor, double[] sum, int effectEntry);

    @Override
    default void add(int coordinate, double factor, double[] sum) {
        int effect = effect(coordinate);
        add(coordinate, factor, sum, effect < 0 ? -1 : weights() + effect);
    }
}
