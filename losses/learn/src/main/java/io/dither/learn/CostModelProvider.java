package io.dither.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.dither.learn.model.CostModel;
import io.dither.plugin.Provider;

/**
 * Offers a cost model by a text, such as {@code shared-linear:link=exp}, and reads it from what was saved: the service type of cost
 * models, found like all plugins.
 */
public interface CostModelProvider extends Provider<CostModelFactory> {
    /**
     * Reads what Jackson wrote of a standardised model, see {@link CostModel#provider}.
     *
     * @param saved its fields
     * @return the model
     * @throws JsonProcessingException if they are not those of a model
     */
    CostModel read(JsonNode saved) throws JsonProcessingException;
}
