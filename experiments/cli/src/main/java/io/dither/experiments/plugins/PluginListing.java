package io.dither.experiments.plugins;

import io.dither.experiments.console.OneLine;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.kernel.Kernels;
import io.dither.layer.LayerProvider;
import io.dither.layer.LossProvider;
import io.dither.learn.CostModelProvider;
import io.dither.noise.NoiseProvider;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.Plugin;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginCatalogue.Problem;
import io.dither.plugin.PluginSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code dither oracles}, {@code noises}, {@code layers}, {@code losses} and {@code cost-models}: list the plugins of a kind, or describe
 * one of them with its parameters, and report plugins that could not be loaded.
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
    private boolean isVerbose;

    private final String kindName;
    private final Class<P> kind;

    private PluginListing(String kindName, Class<P> kind) {
        this.kindName = kindName;
        this.kind = kind;
    }

    /** {@return a command for each kind} */
    public static List<CommandLine> commands() {
        return List.of(
                new PluginListing<>("oracle", OracleProvider.class).command("top-k:n=6,k=2"),
                new PluginListing<>("noise", NoiseProvider.class).command("gamma"),
                new PluginListing<>("layer", LayerProvider.class).command("perturbed"),
                new PluginListing<>("loss", LossProvider.class).command("spo-plus"),
                new PluginListing<>("cost-model", CostModelProvider.class).command("boosted"));
    }

    private CommandLine command(String example) {
        String name = PluginText.plural(kindName);
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
        Optional<PluginSpec> chosen = id.map(PluginSpec::parse);
        List<PluginEntry> entries = chosen.map(
                        spec -> List.of(PluginEntry.of(plugins.find(kind, spec.id()), facts(spec, plugins))))
                .orElseGet(() -> plugins.registrations(kind).stream()
                        .map(registration -> PluginEntry.of(registration, Map.of()))
                        .toList());
        List<Problem> problems = plugins.problems(kind);
        Map<String, Object> listing = new LinkedHashMap<>();
        listing.put(PluginText.plural(kindName), entries);
        listing.put("problems", problems);
        context.print(() -> listing, () -> id.isPresent() ? PluginText.describe(entries.get(0)) : list(entries));
        if (!context.isJson()) {
            problems.forEach(problem -> context.err().println(PluginText.notLoaded(problem)));
            if (kind == OracleProvider.class) {
                // kernels are vectorised loops, which some oracles use
                Kernels.problems().forEach(problem -> context.err().println("dither: " + OneLine.of(problem)));
            }
        }
        return 0;
    }

    /**
     * Returns the sense and the traits of an oracle if the user gives values of its parameters, such as {@code top-k:n=6,k=2}. Empty for an
     * oracle without such values, which can usually not be created, and for other plugins.
     */
    private Map<String, Object> facts(PluginSpec spec, PluginCatalogue plugins) {
        if (kind != OracleProvider.class || spec.arguments().isEmpty()) {
            return Map.of();
        }
        LinearOracle oracle = plugins.create(OracleProvider.class, spec, OracleProvider::create);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("sense", name(oracle.sense()));
        facts.put(
                "traits",
                oracle.traits().stream().sorted().map(PluginListing::name).toList());
        return facts;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String list(List<PluginEntry> entries) {
        String list = PluginText.list(kindName, entries);
        return list + "\n" + (isVerbose ? PluginText.origins(kindName, entries) : PluginText.hint(kindName));
    }
}
