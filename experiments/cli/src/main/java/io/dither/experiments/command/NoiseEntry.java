package io.dither.experiments.command;

import io.dither.noise.NoiseProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.PluginCatalogue.Registration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One noise as {@code dither noises} shows it. */
record NoiseEntry(
        String id, String description, String provider, String version, String jar, List<Parameter> parameters)
        implements PluginEntry {

    static NoiseEntry of(Registration<NoiseProvider> registration) {
        NoiseProvider found = registration.provider();
        return new NoiseEntry(
                found.id(),
                found.description(),
                found.getClass().getName(),
                registration.version(),
                registration.location(),
                found.parameters());
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("provider", provider);
        facts.put("version", version);
        facts.put("jar", jar);
        return facts;
    }
}
