package io.dither.noise;

import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.Provider;
import io.dither.plugin.Recipe;
import java.util.function.Function;

/** A plugin that offers a kind of noise, such as {@code gamma:shape=5}. */
public interface NoiseProvider extends Provider<Noise> {
    /**
     * Makes a provider; a {@link io.dither.plugin.PluginModule} lists it.
     *
     * @param id the id
     * @param description a description of one line
     * @param create creates the noise
     * @param parameters the parameters that {@code create} reads
     * @return the provider
     */
    static NoiseProvider of(
            String id, String description, Function<Parameters, Noise> create, Parameter... parameters) {
        final class FromRecipe extends Recipe<Noise> implements NoiseProvider {
            FromRecipe() {
                super(id, description, create, parameters);
            }
        }
        return new FromRecipe();
    }
}
