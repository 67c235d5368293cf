package io.dither.data;

import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.Provider;
import io.dither.plugin.Recipe;
import java.util.function.Function;

/**
 * Creates a {@link Reshaper} from a text. {@link #of} makes a provider; a {@link io.dither.plugin.PluginModule} lists
 * it.
 */
public interface ReshaperProvider extends Provider<Reshaper> {
    /**
     * Makes a provider.
     *
     * @param id the id
     * @param description one line
     * @param create creates the reshaper from its parameters
     * @param parameters the parameters that {@code create} reads
     * @return the provider
     */
    static ReshaperProvider of(
            String id, String description, Function<Parameters, Reshaper> create, Parameter... parameters) {
        final class FromRecipe extends Recipe<Reshaper> implements ReshaperProvider {
            FromRecipe() {
                super(id, description, create, parameters);
            }
        }
        return new FromRecipe();
    }
}
