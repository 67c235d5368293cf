package io.dither.experiments.plugins;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.dither.plugin.Parameter;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginCatalogue.Registration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plugin, such as an oracle or a noise, as a list shows it.
 *
 * @param id its name in texts, such as {@code top-k}
 * @param description what it does
 * @param provider the name of the module that has the plugin
 * @param version the version of this module
 * @param jar the path of the jar
 * @param parameters its parameters
 * @param facts further properties by name, each a word or a list of words, in the order in which the list shows them
 */
record PluginEntry(
        String id,
        String description,
        String provider,
        String version,
        String jar,
        List<ParameterEntry> parameters,
        @JsonAnyGetter Map<String, Object> facts) {

    static PluginEntry of(Registration<? extends Plugin> registration, Map<String, Object> facts) {
        Plugin plugin = registration.provider(); // the plugin itself; the record has the module as provider
        return new PluginEntry(
                plugin.id(),
                plugin.description(),
                registration.module(),
                registration.version(),
                registration.location(),
                plugin.parameters().stream().map(ParameterEntry::of).toList(),
                facts);
    }

    /** A parameter; its type is a word such as INTEGER, or the kind of plugin that it names, such as ORACLE. */
    record ParameterEntry(
            String name,
            String type,
            String description,
            @Nullable String defaultText,
            boolean required,
            List<String> choices) {
        private static ParameterEntry of(Parameter parameter) {
            return new ParameterEntry(
                    parameter.name(),
                    parameter.word().toUpperCase(Locale.ROOT),
                    parameter.description(),
                    parameter.defaultText(),
                    parameter.required(),
                    parameter.choices());
        }
    }

    /** Returns the value of a fact as text: a list as its words with spaces between them. */
    static String text(Object fact) {
        if (fact instanceof List<?> words) {
            return words.isEmpty()
                    ? "none"
                    : String.join(" ", words.stream().map(Object::toString).toList());
        }
        return fact.toString();
    }
}
