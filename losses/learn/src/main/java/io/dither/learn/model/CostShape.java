package io.dither.learn.model;

/** How the costs of a {@link CostModel} follow its parameters. A model that does not say is taken as curved, and gets no intervals. */
public interface CostShape {
    /** {@return whether theta is linear in the parameters, so that Fenchel-Young losses are convex in them} */
    boolean isLinear();

    /** {@return whether standard errors are measured: for linear models unless said otherwise, two evaluations per parameter} */
    default boolean hasIntervals() {
        return isLinear();
    }

    /** {@return whether parameters of at least 0 keep costs of features of at least 0 there} */
    default boolean isNonnegative() {
        return false;
    }

    /**
     * {@return whether penalties draw a parameter towards 0}
     *
     * @param parameter its index
     */
    default boolean isPenalised(int parameter) {
        return true;
    }

    /**
     * {@return the shape of a model}
     *
     * @param model the model
     */
    static CostShape of(CostModel model) {
        return model.as(CostShape.class).orElse(() -> false);
    }
}
