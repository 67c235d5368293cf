package io.dither.experiments.plugins;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.dither.plugin.Parameter;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginCatalogue.Registration;
import java.util.List;
import java.util.Map;

/**
 * One oracle or noise as it is listed.
 *
 * @param facts what else is known of its kind, by name, in order: words or lists of words
 */
record PluginEntry(
        String id,
        String description,
        String provider,
        String version,
        String jar,
        List<Parameter> parameters,
        @JsonAnyGetter Map<String, Object> facts) {

    static PluginEntry of(Registration<? extends Plugin> found, Map<String, Object> facts) {
        Plugin plugin = found.provider();
        return new PluginEntry(
                plugin.id(),
                plugin.description(),
                plugin.getClass().getName(),
                found.version(),
                found.location(),
                plugin.parameters(),
                facts);
    }

    /** A fact in words. */
    String fact(String name) {
        Object fact = facts.getOrDefault(name, "unknown");
        if (fact instanceof List<?> words) {
            return words.isEmpty()
                    ? "none"
                    : String.join(" ", words.stream().map(Object::toString).toList());
        }
        return fact.toString();
    }
}
