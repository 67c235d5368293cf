package io.dither.learn.model;

import java.util.List;

/**
 * A capability of a {@link CostModel} with effects, which are additional costs of groups of coordinates, shrunken towards 0. The effects are
 * the last parameters of the model, and the pullback of the model is an {@link EffectPullback}.
 */
public interface GroupEffects {
    /** {@return the names of the effects, possibly none} */
    List<String> effects();

    /**
     * {@return whether a model reads the groups of coordinates: a {@link UtilityModel} takes them as names of alternatives, and another
     * model must have an effect per group; also true if there are neither groups nor effects}
     *
     * @param model the model
     * @param groups the names of the groups in the examples
     */
    static boolean reads(CostModel model, List<String> groups) {
        return model.as(UtilityModel.class).isPresent() || of(model).size() == groups.size();
    }

    /**
     * {@return the names of the effects of a model; empty if it has none}
     *
     * @param model the model
     */
    static List<String> of(CostModel model) {
        return model.as(GroupEffects.class).map(GroupEffects::effects).orElse(List.of());
    }
}
