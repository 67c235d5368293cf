package io.dither.learn.model;

import java.util.List;

/**
 * A {@link CostModel} whose last parameters are effects: additional costs of groups of coordinates, shrunken towards 0. Its pullback is an
 * {@link EffectPullback}.
 */
public interface GroupEffects {
    /** {@return the names of the effects, possibly none} */
    List<String> effects();

    /**
     * {@return the names of the effects of a model; none if it has none}
     *
     * @param model the model
     */
    static List<String> of(CostModel model) {
        return model.as(GroupEffects.class).map(GroupEffects::effects).orElse(List.of());
    }
}
