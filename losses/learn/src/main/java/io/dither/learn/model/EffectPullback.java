package io.dither.learn.model;

import io.dither.layer.Pullback;

/** A pullback whose last parameters are {@linkplain GroupEffects effects}, of which a coordinate has at most one. */
public interface EffectPullback extends Pullback {
    /** {@return how many parameters come before the effects} */
    int weights();

    /**
     * {@return the effect of a coordinate, from 0, or -1 if it has none}
     *
     * @param coordinate from 0 to d - 1
     */
    int effect(int coordinate);

    /**
     * Adds factor times the gradient of a coordinate of theta: to the first places what the weights get, and to another what the
     * effect of the coordinate gets.
     *
     * @param coordinate from 0 to d - 1
     * @param factor the factor
     * @param sum the sum; changed
     * @param place of its effect, or -1 to leave that out
     */
    void add(int coordinate, double factor, double[] sum, int place);

    @Override
    default void add(int coordinate, double factor, double[] sum) {
        int effect = effect(coordinate);
        add(coordinate, factor, sum, effect < 0 ? -1 : weights() + effect);
    }
}
