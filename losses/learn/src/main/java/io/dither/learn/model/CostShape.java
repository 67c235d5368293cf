package io.dither.learn.model;

/** How the costs of a {@link CostModel} depend on its parameters. By default, a model counts as nonlinear and gets no intervals. */
public interface CostShape {
    /** {@return whether theta is linear in the parameters, possibly plus an offset, so that Fenchel-Young losses are convex in them} */
    boolean isLinear();

    /** {@return whether a fit can compute standard errors from derivatives of theta; by default only if the model is linear} */
    default boolean hasIntervals() {
        return isLinear();
    }

    /**
     * {@return whether costs are at least 0 thanks to lower bounds of 0 on the parameters, if features are at least 0; false if costs need no
     * such bounds, because they are positive for any parameters, or if such bounds do not suffice}
     */
    default boolean isNonnegativeByBounds() {
        return false;
    }

    /**
     * {@return whether penalties shrink a parameter towards 0}
     *
     * @param parameter the index of the parameter
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
        return model.as(CostShape.class).orElse(() -> false); // not linear
    }
}
