package io.dither.layer;

import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.Provider;
import io.dither.plugin.Recipe;
import java.util.function.Function;

/** Offers a loss by name, such as {@code spo-plus} or {@code fenchel-young:noise=gumbel,epsilon=0.5,samples=20}. */
public interface LossProvider extends Provider<LossFactory> {
    /**
     * Makes a provider; a {@link io.dither.plugin.PluginModule} lists it.
     *
     * @param id the name of the loss in texts, such as {@code spo-plus}
     * @param description one line
     * @param create makes the factory of the loss
     * @param parameters the parameters that {@code create} reads
     * @return the provider
     */
    static LossProvider of(
            String id, String description, Function<Parameters, LossFactory> create, Parameter... parameters) {
        final class FromRecipe extends Recipe<LossFactory> implements LossProvider {
            FromRecipe() {
                super(id, description, create, parameters);
            }
        }
        return new FromRecipe();
    }
}
