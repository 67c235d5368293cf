package io.dither.learn.model;

import java.util.List;

/**
 * A capability of a {@link CostModel}: its last parameters are effects, which are additional costs of groups of coordinates, shrunken
 * towards 0. Its pullback is an {@link EffectPullback}.
 */
public interface GroupEffects {
    /** {@return the names of the effects, possibly none} */
    List<String> effects();

    /**
     * {@return whether a model reads groups of coordinates, as the names of alternatives or as effects; a model that was made for these
     * groups has one effect per group}
     *
     * @param model the model
     * @param groups the groups of the examples
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
