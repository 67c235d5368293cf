package io.dither.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.CostModel;
import io.dither.plugin.Parameter;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginSpec;
import io.dither.plugin.Provider;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /**
     * Fills the gaps of a text with options.
     *
     * @param text the id, and arguments that options do not change
     * @param options values by the name of a parameter; those that the provider does not have are left out
     * @param catalogue where the provider is found
     * @return the text with those that are parameters of the cost model and do not stand there yet
     * @throws InvalidArgumentException if the id is unknown
     */
    static String filled(String text, Map<String, String> options, PluginCatalogue catalogue) {
        PluginSpec spec = PluginSpec.parse(text);
        Map<String, String> all = new LinkedHashMap<>(spec.arguments());
        for (Parameter parameter :
                catalogue.find(CostModelProvider.class, spec.id()).provider().parameters()) {
            String option = options.get(parameter.name());
            if (option != null) {
                all.putIfAbsent(parameter.name(), option);
            }
        }
        return new PluginSpec(spec.id(), all).toString();
    }
}
