package io.dither.experiments.plugins;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.plugin.Parameter;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The sense and the traits of an oracle, by small examples of it: where these differ, a fact depends on the parameters. */
final class Facts {
    private static final String DEPENDS = "depends";
    private static final List<String> INNER = List.of("argmax:n=3", "negate:of=(sign:n=3)");

    private Facts() {}

    /** {@return the sense and the traits, by these names} */
    static Map<String, Object> of(PluginCatalogue catalogue, OracleProvider provider) {
        Set<Sense> senses = new TreeSet<>();
        Set<Set<Trait>> traits = new HashSet<>();
        for (Map<String, String> arguments : examples(catalogue, provider)) {
            create(catalogue, new PluginSpec(provider.id(), arguments))
                    .ifPresent(oracle -> add(oracle, senses, traits));
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("sense", senses.size() == 1 ? word(senses.iterator().next()) : DEPENDS);
        facts.put(
                "traits",
                traits.size() == 1
                        ? traits.iterator().next().stream()
                                .sorted()
                                .map(Facts::word)
                                .toList()
                        : List.of(DEPENDS));
        return facts;
    }

    private static void add(LinearOracle oracle, Set<Sense> senses, Set<Set<Trait>> traits) {
        try {
            senses.add(oracle.sense());
            traits.add(Set.copyOf(oracle.traits()));
        } catch (Throwable failure) { // a plugin may throw anything
            senses.clear();
        }
    }

    /** One example with the defaults, then one for each other choice. */
    private static List<Map<String, String>> examples(PluginCatalogue catalogue, OracleProvider provider) {
        Map<String, String> base = base(catalogue, provider);
        List<Map<String, String>> examples = new ArrayList<>(List.of(base));
        for (Parameter parameter : provider.parameters()) {
            for (String choice : choices(parameter)) {
                examples.add(with(base, parameter.name(), choice));
            }
        }
        return examples;
    }

    /** The required arguments, and a size if they are not enough. */
    private static Map<String, String> base(PluginCatalogue catalogue, OracleProvider provider) {
        Map<String, String> required = required(provider);
        return provider.parameters().stream()
                .filter(parameter -> parameter.type() == Parameter.Type.INTEGER)
                .map(parameter -> with(required, parameter.name(), "3"))
                .filter(size -> create(catalogue, new PluginSpec(provider.id(), required))
                        .isEmpty())
                .filter(size ->
                        create(catalogue, new PluginSpec(provider.id(), size)).isPresent())
                .findFirst()
                .orElse(required);
    }

    private static Map<String, String> required(OracleProvider provider) {
        Map<String, String> arguments = new LinkedHashMap<>();
        int whole = 4;
        for (Parameter parameter : provider.parameters()) {
            if (parameter.required()) {
                // falling, because a part comes after its whole: n=4,k=3
                arguments.put(parameter.name(), example(parameter.type(), Math.max(2, whole--)));
            }
        }
        return arguments;
    }

    private static Map<String, String> with(Map<String, String> arguments, String name, String value) {
        Map<String, String> extended = new LinkedHashMap<>(arguments);
        extended.put(name, value);
        return extended;
    }

    private static List<String> choices(Parameter parameter) {
        return switch (parameter.type()) {
            case CHOICE -> parameter.choices();
            case FLAG -> List.of("true", "false");
            case PLUGIN, PLUGINS -> parameter.kind() == OracleProvider.class ? INNER : List.of();
            default -> List.of();
        };
    }

    private static String example(Parameter.Type type, int whole) {
        return switch (type) {
            case INTEGER -> String.valueOf(whole);
            case REAL -> "1";
            case REALS -> "1,2,3";
            case FLAG -> "false";
            case PLUGIN, PLUGINS -> INNER.get(0);
            case CHOICE, TEXT, FILE -> "";
        };
    }

    /** An oracle that needs a file, a library or better arguments is left out here. */
    private static Optional<LinearOracle> create(PluginCatalogue catalogue, PluginSpec spec) {
        try {
            return Optional.of(catalogue.create(OracleProvider.class, spec, OracleProvider::create));
        } catch (Throwable unknown) { // a plugin may throw anything, also an OutOfMemoryError
            return Optional.empty();
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
