package io.dither.oracle;

import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.Provider;
import io.dither.plugin.Recipe;
import java.util.Objects;
import java.util.function.Function;

/** A plugin that offers a kind of oracle, such as {@code ranking:n=5}. Native libraries load on first use. */
public interface OracleProvider extends Provider<LinearOracle> {
    /** Creates the oracle; requires that its sense, domain, traits and capabilities are not null. */
    @Override
    default LinearOracle createChecked(Parameters parameters) {
        LinearOracle oracle = Provider.super.createChecked(parameters);
        Objects.requireNonNull(oracle.sense(), "the sense of the oracle is null");
        Objects.requireNonNull(oracle.domain(), "the domain of the oracle is null");
        Objects.requireNonNull(oracle.traits(), "the traits of the oracle are null");
        // an override of as() must not return null; one type is tried, because such a mistake often concerns all types
        Objects.requireNonNull(oracle.as(LinearOracle.class), "the answer to as() is null");
        return oracle;
    }

    /**
     * Makes a provider; a {@link io.dither.plugin.PluginModule} lists it.
     *
     * @param id the id
     * @param description one line
     * @param create creates the oracle
     * @param parameters the parameters that {@code create} reads
     * @return the provider
     */
    static OracleProvider of(
            String id, String description, Function<Parameters, LinearOracle> create, Parameter... parameters) {
        final class FromRecipe extends Recipe<LinearOracle> implements OracleProvider {
            FromRecipe() {
                super(id, description, create, parameters);
            }
        }
        return new FromRecipe();
    }
}
