package io.dither.experiments.command;

import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.TextTable;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginCatalogue.Problem;
import io.dither.plugin.PluginCatalogue.Registration;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the plugins of a kind or describes one of them, and tells of those that could not be loaded. */
final class PluginListing {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "The one to describe; all are listed without it.")
    private Optional<String> id = Optional.empty();

    @Mixin
    private final Plugins plugins = new Plugins();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Prints the list: the facts named stand between the id and the description. */
    <P extends Plugin> void print(
            String word, Class<P> kind, BiFunction<PluginCatalogue, P, Map<String, Object>> facts, String... columns) {
        PluginCatalogue catalogue = plugins.catalogue();
        List<Registration<P>> wanted =
                id.map(name -> List.of(catalogue.find(kind, name))).orElseGet(() -> catalogue.registrations(kind));
        List<PluginEntry> entries = wanted.stream()
                .map(found -> PluginEntry.of(found, facts.apply(catalogue, found.provider())))
                .toList();
        List<Problem> problems = catalogue.problems(kind);
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            Map<String, Object> listing = new LinkedHashMap<>();
            listing.put(PluginText.plural(word), entries);
            listing.put("problems", problems);
            out.println(JsonOutput.text(listing));
        } else {
            out.print(id.isPresent() ? PluginText.describe(entries.get(0)) : list(word, entries, columns));
            PrintWriter err = spec.commandLine().getErr();
            problems.forEach(problem -> err.println(PluginText.notLoaded(problem)));
        }
    }

    boolean isText() {
        return !json.wanted();
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
