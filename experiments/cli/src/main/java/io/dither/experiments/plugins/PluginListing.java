package io.dither.experiments.plugins;

import io.dither.experiments.launch.Context;
import io.dither.experiments.run.TextTable;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginCatalogue.Problem;
import io.dither.plugin.PluginCatalogue.Registration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Parameters;

/** Lists the plugins of a kind or describes one of them, and names those that could not be loaded. */
final class PluginListing {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "Describe this one. Default: list all.")
    private Optional<String> id = Optional.empty();

    /** Prints the list: the facts named stand between the id and the description. */
    <P extends Plugin> void print(
            Context context,
            String word,
            Class<P> kind,
            BiFunction<PluginCatalogue, P, Map<String, Object>> facts,
            String... columns) {
        PluginCatalogue plugins = context.plugins();
        List<Registration<P>> wanted =
                id.map(name -> List.of(plugins.find(kind, name))).orElseGet(() -> plugins.registrations(kind));
        List<PluginEntry> entries = wanted.stream()
                .map(found -> PluginEntry.of(found, facts.apply(plugins, found.provider())))
                .toList();
        List<Problem> problems = plugins.problems(kind);
        Map<String, Object> listing = new LinkedHashMap<>();
        listing.put(PluginText.plural(word), entries);
        listing.put("problems", problems);
        context.print(
                () -> listing,
                () -> id.isPresent() ? PluginText.describe(entries.get(0)) : list(word, entries, columns));
        if (!context.isJson()) {
            problems.forEach(problem -> context.err().println(PluginText.notLoaded(problem)));
        }
    }

    private static String list(String word, List<PluginEntry> entries, String... columns) {
        List<String> header = new ArrayList<>(List.of(word));
        header.addAll(List.of(columns));
        header.add("description");
        TextTable table = new TextTable(
                header.stream().map(name -> name.toUpperCase(Locale.ROOT)).toArray(String[]::new));
        for (PluginEntry entry : entries) {
            Stream<String> known = Stream.of(columns).map(entry::fact);
            table.row(Stream.of(Stream.of(entry.id()), known, Stream.of(entry.description()))
                    .flatMap(cells -> cells)
                    .toArray());
        }
        return table + "\n" + PluginText.origins(word, entries);
    }
}
