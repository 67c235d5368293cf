package io.dither.learn.model;

import io.dither.layer.Pullback;

/** The pullback of a model whose last parameters are {@linkplain GroupEffects effects}; a coordinate has at most one effect. */
public interface EffectPullback extends Pullback {
    /** {@return the number of weights, which are the parameters before the effects} */
    int weights();

    /**
     * {@return the index of the effect of a coordinate, from 0, or -1 if the coordinate has none}
     *
     * @param coordinate from 0 to d - 1
     */
    int effect(int coordinate);

    /**
     * Adds factor times the gradient of a coordinate of theta: the derivatives in the weights to the first entries of the sum, and the
     * derivative in the effect of the coordinate to the entry {@code effectEntry}.
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
