package io.dither.learn.model;

import io.dither.layer.Pullback;

/**
 * A {@link CostModel} of alternatives with utilities, each a sum of its features times the first parameters. A cost may depend on all
 * utilities, as with nests. The {@linkplain Features#group groups} of rows name the alternatives.
 */
public interface UtilityModel {
    /**
     * {@return the pullback from gradients in theta to gradients in the utilities, one number per row}
     *
     * @param parameters the parameters; copied if the pullback keeps them
     * @param features the features of an example
     */
    Pullback utilities(double[] parameters, Features features);
}
