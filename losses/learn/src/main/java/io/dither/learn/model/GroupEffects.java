package io.dither.learn.model;

import java.util.List;

/**
 * A {@link CostModel} whose last parameters are free costs of groups of coordinates, shrunk towards what the features say: its pullback is
 * an {@link EffectPullback}.
 */
public interface GroupEffects {
    /** {@return the names of the effects, perhaps none} */
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
