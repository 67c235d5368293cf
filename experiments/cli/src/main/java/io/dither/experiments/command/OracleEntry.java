package io.dither.experiments.command;

import io.dither.oracle.OracleProvider;
import io.dither.plugin.Parameter;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginCatalogue.Registration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One oracle as {@code dither oracles} shows it. */
record OracleEntry(
        String id,
        String description,
        String provider,
        String version,
        String jar,
        String sense,
        List<String> traits,
        List<Parameter> parameters)
        implements PluginEntry {

    static OracleEntry of(PluginCatalogue catalogue, Registration<OracleProvider> registration) {
        Facts facts = Facts.of(catalogue, registration.provider());
        return new OracleEntry(
                registration.provider().id(),
                registration.provider().description(),
                registration.provider().getClass().getName(),
                registration.version(),
                registration.location(),
                facts.sense(),
                facts.traits(),
                registration.provider().parameters());
    }

    String traitsText() {
        return traits.isEmpty() ? "none" : String.join(" ", traits);
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("sense", sense);
        facts.put("traits", traitsText());
        facts.put("provider", provider);
        facts.put("version", version);
        facts.put("jar", jar);
        return facts;
    }
}
