package io.dither.layer;

import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.Provider;
import io.dither.plugin.Recipe;
import java.util.function.Function;

/**
 * Offers a layer by name, such as {@code perturbed:noise=gumbel,epsilon=0.5} or {@code black-box:lambda=10}. A loss can
 * have a layer as a parameter: {@code squared:layer=(black-box:lambda=10)}.
 */
public interface LayerProvider extends Provider<LayerFactory> {
    /**
     * Makes a provider; a {@link io.dither.plugin.PluginModule} lists it.
     *
     * @param id the name of the layer in texts, such as {@code black-box}
     * @param description one line
     * @param create makes the factory of the layer
     * @param parameters the parameters that {@code create} reads
     * @return the provider
     */
    static LayerProvider of(
            String id, String description, Function<Parameters, LayerFactory> create, Parameter... parameters) {
        final class FromRecipe extends Recipe<LayerFactory> implements LayerProvider {
            FromRecipe() {
                super(id, description, create, parameters);
            }
        }
        return new FromRecipe();
    }
}
