package io.dither.learn.model;

import io.dither.layer.Pullback;

/**
 * A capability of a {@link CostModel} whose alternatives have utilities; {@code model.as(UtilityModel.class)} finds it. The utility of an
 * alternative is the weighted sum of its features; the weights are the first parameters. A cost may depend on all utilities, as with nests.
 * Each row of features is an alternative, and the {@linkplain Features#group group} of the row is the name of the alternative.
 */
public interface UtilityModel {
    /**
     * {@return the pullback from gradients in theta to gradients in the utilities, one number per row}
     *
     * @param parameters the parameters; copied if the pullback keeps them
     * @param features the features of an example
     */
    Pullback utilityPullback(double[] parameters, Features features);

    /**
     * {@return whether costs are linear in the parameters, or depend on utilities that are linear in them}
     *
     * @param model the model
     */
    static boolean isLinear(CostModel model) {
        return CostShape.of(model).isLinear() || model.as(UtilityModel.class).isPresent();
    }

    /**
     * {@return a gradient with respect to the utilities; the gradient in theta itself if the model has no such capability: then theta is the
     * vector of the utilities}
     *
     * @param model the model
     * @param parameters the parameters; read only
     * @param features the features of an example
     * @param gradient the gradient in theta; read only
     */
    static double[] utilityGradient(CostModel model, double[] parameters, Features features, double[] gradient) {
        return model.as(UtilityModel.class)
                .map(utilities ->
                        utilities.utilityPullback(parameters, features).of(gradient))
                .orElse(gradient);
    }
}
