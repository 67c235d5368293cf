package io.dither.experiments.histories;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.LayerProvider;
import io.dither.layer.LossProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Completes the text of a loss by options: parameters of the loss itself, or of the layer that it names. */
public final class LossText {
    private static final String LAYER = "layer";

    private LossText() {}

    /**
     * Adds options to a text. Each must be a parameter of the loss or of its layer. This method does not check this, but
     * nothing can be created from the returned text if it has an unknown parameter.
     *
     * @param text the text of the loss
     * @param options values by the name of the parameter
     * @param catalogue the catalogue of losses and layers
     * @return the text with all options
     * @throws InvalidArgumentException if the text already has a parameter of the options, or the loss is unknown
     */
    public static String with(String text, Map<String, String> options, PluginCatalogue catalogue) {
        PluginSpec loss = PluginSpec.parse(text);
        Optional<String> layer = layer(loss, catalogue);
        Map<String, String> lossOptions = new LinkedHashMap<>(options);
        Map<String, String> layerOptions = new LinkedHashMap<>();
        if (layer.isPresent()) {
            lossOptions
                    .keySet()
                    .retainAll(parameterNames(
                            catalogue.find(LossProvider.class, loss.id()).provider()));
            layerOptions.putAll(options);
            layerOptions.keySet().removeAll(lossOptions.keySet());
        }
        if (layerOptions.isEmpty()) { // always so for a loss without a layer, which gets all options
            return loss.with(lossOptions).toString();
        }
        Map<String, String> arguments = new LinkedHashMap<>(loss.arguments());
        arguments.put(
                LAYER, PluginSpec.parse(layer.orElseThrow()).with(layerOptions).toString());
        return new PluginSpec(loss.id(), arguments).with(lossOptions).toString();
    }

    /**
     * Adds options to a text, except those that it has already and those that neither the loss nor its layer knows.
     *
     * @param text the text of the loss
     * @param options values by the name of the parameter
     * @param catalogue the catalogue of losses and layers
     * @return the text with the added options
     * @throws InvalidArgumentException if the loss or the layer is unknown
     */
    public static String withMissing(String text, Map<String, String> options, PluginCatalogue catalogue) {
        PluginSpec loss = PluginSpec.parse(text);
        Map<String, String> missing = new LinkedHashMap<>(options);
        Set<String> names = new HashSet<>(
                parameterNames(catalogue.find(LossProvider.class, loss.id()).provider()));
        missing.keySet().removeAll(loss.arguments().keySet());
        layer(loss, catalogue).map(PluginSpec::parse).ifPresent(layer -> {
            names.addAll(parameterNames(
                    catalogue.find(LayerProvider.class, layer.id()).provider()));
            missing.keySet().removeAll(layer.arguments().keySet());
        });
        missing.keySet().retainAll(names);
        return with(text, missing, catalogue);
    }

    /** Returns the text of the layer that a loss names, or of its default layer; empty if the loss has no parameter for a layer. */
    private static Optional<String> layer(PluginSpec loss, PluginCatalogue catalogue) {
        return catalogue.find(LossProvider.class, loss.id()).provider().parameters().stream()
                .filter(parameter -> parameter.name().equals(LAYER))
                .findFirst()
                // the default is not null: valueOf only satisfies the null checker
                .map(parameter -> loss.arguments().getOrDefault(LAYER, String.valueOf(parameter.defaultText())));
    }

    private static Set<String> parameterNames(Plugin plugin) {
        return plugin.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
    }
}
