package io.dither.experiments.plugins;

import io.dither.experiments.console.OneLine;
import io.dither.experiments.console.WrappedText;
import io.dither.experiments.plugins.PluginEntry.ParameterEntry;
import io.dither.experiments.run.TextTable;
import io.dither.plugin.PluginCatalogue.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Formats plugins as text. */
public final class PluginText {
    private PluginText() {}

    /** Returns the ids of plugins with their descriptions, in lines of at most 100 characters: a longer description goes on in the next line. */
    static String list(String kind, List<PluginEntry> entries) {
        int idWidth =
                entries.stream().mapToInt(entry -> entry.id().length()).max().orElse(0) + 2;
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%-" + idWidth + "s%s\n", kind.toUpperCase(Locale.ROOT), "DESCRIPTION"));
        for (PluginEntry entry : entries) {
            text.append(WrappedText.of(
                    String.format(Locale.ROOT, "%-" + idWidth + "s", entry.id()), entry.description(), idWidth));
        }
        return text.toString();
    }

    /** Returns a line with the commands that show details. */
    static String hint(String kind) {
        String command = "dither " + plural(kind);
        return "Parameters: " + command + " ID. Providers and jars: " + command + " --verbose\n";
    }

    /** Returns a table with the parameters and the origin of each plugin, and a line that explains the table. */
    static String origins(String kind, List<PluginEntry> entries) {
        TextTable origins = new TextTable(kind.toUpperCase(Locale.ROOT), "PARAMETERS", "PROVIDER", "VERSION", "JAR");
        for (PluginEntry entry : entries) {
            String parameters = entry.parameters().stream()
                    .map(parameter -> parameter.required() ? parameter.name() : "[" + parameter.name() + "]")
                    .collect(Collectors.joining(" "));
            origins.row(
                    entry.id(),
                    parameters.isEmpty() ? "none" : parameters,
                    entry.provider(),
                    entry.version(),
                    Path.of(entry.jar()).getFileName());
        }
        return origins + "\nParameters in brackets have defaults. " + hint(kind);
    }

    /** Returns the plural of a kind, which names both the command that lists it and the list in JSON. */
    static String plural(String kind) {
        return kind + (kind.endsWith("s") ? "es" : "s");
    }

    static String describe(PluginEntry entry) {
        StringBuilder text = new StringBuilder(entry.id() + ": " + entry.description() + "\n\n");
        Map<String, String> facts = new LinkedHashMap<>();
        entry.facts().forEach((name, fact) -> facts.put(name, PluginEntry.text(fact)));
        facts.put("provider", entry.provider());
        facts.put("version", entry.version());
        facts.put("jar", entry.jar());
        facts.forEach((name, value) -> text.append(String.format(Locale.ROOT, "%-9s %s\n", name, value)));
        if (entry.parameters().isEmpty()) {
            return text.append("\nIt has no parameters.\n").toString();
        }
        TextTable table = new TextTable("PARAMETER", "TYPE", "DEFAULT", "DESCRIPTION");
        for (ParameterEntry parameter : entry.parameters()) {
            table.row(parameter.name(), typeOf(parameter), defaultOf(parameter), parameter.description());
        }
        return text.append('\n').append(table).toString();
    }

    private static String typeOf(ParameterEntry parameter) {
        return parameter.choices().isEmpty()
                ? parameter.type().toLowerCase(Locale.ROOT)
                : String.join("|", parameter.choices());
    }

    private static String defaultOf(ParameterEntry parameter) {
        String textWithoutDefault = parameter.required() ? "(required)" : "(none)";
        return Optional.ofNullable(parameter.defaultText()).orElse(textWithoutDefault);
    }

    /**
     * Names a plugin that could not be loaded.
     *
     * @param problem the plugin and what went wrong
     * @return one line
     */
    public static String notLoaded(Problem problem) {
        return "dither: not loaded: " + OneLine.of(problem.location() + ": " + problem.message());
    }
}
