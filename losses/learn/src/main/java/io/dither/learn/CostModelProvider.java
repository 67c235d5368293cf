package io.dither.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.dither.learn.internal.Json;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Provided;
import io.dither.plugin.Parameter;
import io.dither.plugin.Parameters;
import io.dither.plugin.Provider;
import io.dither.plugin.Recipe;
import java.util.function.Function;

/**
 * Makes cost models from texts, such as {@code shared-linear:link=exp}, and reads these models again from saved files.
 * {@link #of} makes a provider. Plugins are found by {@code ServiceLoader}, see {@link io.dither.plugin.PluginModule}.
 */
public interface CostModelProvider extends Provider<CostModelFactory> {
    /**
     * Reads a model that Jackson wrote, as it was fitted: for standardised features. A saved model names its provider
     * by the id that {@link Provided#provider} returns.
     *
     * @param saved the fields of the model
     * @return the model
     * @throws JsonProcessingException if the fields are not those of a model
     */
    CostModel read(JsonNode saved) throws JsonProcessingException;

    /**
     * Makes a provider whose models are of a class that Jackson can read from its fields, such as a record.
     *
     * @param id the id, which is the model's {@link Provided#provider}
     * @param description one line
     * @param type the class of the model
     * @param create creates the factory of the model from the parameters in a text
     * @param parameters the parameters that {@code create} reads
     * @return the provider
     */
    static CostModelProvider of(
            String id,
            String description,
            Class<? extends CostModel> type,
            Function<Parameters, CostModelFactory> create,
            Parameter... parameters) {
        final class JacksonProvider extends Recipe<CostModelFactory> implements CostModelProvider {
            JacksonProvider() {
                super(id, description, create, parameters);
            }

            @Override
            public CostModel read(JsonNode saved) throws JsonProcessingException {
                return Json.MAPPER.treeToValue(saved, type);
            }
        }
        return new JacksonProvider();
    }
}
