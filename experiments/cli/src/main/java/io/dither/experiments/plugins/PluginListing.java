package io.dither.experiments.plugins;

import io.dither.experiments.console.OneLine;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.kernel.Kernels;
import io.dither.layer.LayerProvider;
import io.dither.layer.LossProvider;
import io.dither.learn.CostModelProvider;
import io.dither.noise.NoiseProvider;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginCatalogue.Problem;
import io.dither.plugin.PluginCatalogue.Registration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code dither oracles}, {@code noises}, {@code layers}, {@code losses} and {@code cost-models}: the plugins of a kind, or one of them with its
 * parameters, and those that could not be loaded.
 *
 * @param <P> the kind
 */
@Command
public final class PluginListing<P extends Plugin> implements Subcommand {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "Describe this one. Default: list all.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--verbose",
            description = "Show also parameters, provider, version and jar of each one in the list.")
    private boolean verbose;

    private final String word;
    private final Class<P> kind;
    private final BiFunction<PluginCatalogue, P, Map<String, Object>> facts;

    /** The facts of a single plugin create examples of it; a list creates none. */
    private PluginListing(String word, Class<P> kind, BiFunction<PluginCatalogue, P, Map<String, Object>> facts) {
        this.word = word;
        this.kind = kind;
        this.facts = facts;
    }

    /** {@return a command for each kind} */
    public static List<CommandLine> commands() {
        return List.of(
                new PluginListing<>("oracle", OracleProvider.class, Facts::of).command("top-k"),
                new PluginListing<>("noise", NoiseProvider.class, (plugins, noise) -> Map.of()).command("gamma"),
                new PluginListing<>("layer", LayerProvider.class, (plugins, layer) -> Map.of()).command("perturbed"),
                new PluginListing<>("loss", LossProvider.class, (plugins, loss) -> Map.of()).command("spo-plus"),
                new PluginListing<>("cost-model", CostModelProvider.class, (plugins, model) -> Map.of())
                        .command("linear"));
    }

    private CommandLine command(String example) {
        String name = PluginText.plural(word);
        CommandSpec spec = CommandSpec.forAnnotatedObject(this).name(name);
        spec.usageMessage()
                .description("List the " + name.replace('-', ' ')
                        + " that are available, or describe one with its parameters.")
                .footer("dither " + name, "dither " + name + " " + example, "dither " + name + " --verbose");
        return new CommandLine(spec);
    }

    @Override
    public int run(Context context) {
        PluginCatalogue plugins = context.plugins();
        List<Registration<P>> registrations =
                id.map(name -> List.of(plugins.find(kind, name))).orElseGet(() -> plugins.registrations(kind));
        List<PluginEntry> entries = registrations.stream()
                .map(registration -> PluginEntry.of(
                        registration, id.isPresent() ? facts.apply(plugins, registration.provider()) : Map.of()))
                .toList();
        List<Problem> problems = plugins.problems(kind);
        Map<String, Object> listing = new LinkedHashMap<>();
        listing.put(PluginText.plural(word), entries);
        listing.put("problems", problems);
        context.print(() -> listing, () -> id.isPresent() ? PluginText.describe(entries.get(0)) : list(entries));
        if (!context.isJson()) {
            problems.forEach(problem -> context.err().println(PluginText.notLoaded(problem)));
            if (kind == OracleProvider.class) {
                Kernels.problems().forEach(problem -> context.err().println("dither: " + OneLine.of(problem)));
            }
        }
        return 0;
    }

    private String list(List<PluginEntry> entries) {
        String list = PluginText.list(word, entries);
        return verbose ? list + "\n" + PluginText.origins(word, entries) : list + "\n" + PluginText.more(word);
    }
}
