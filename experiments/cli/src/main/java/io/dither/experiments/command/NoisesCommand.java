package io.dither.experiments.command;

import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.TextTable;
import io.dither.noise.NoiseProvider;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginCatalogue.Problem;
import io.dither.plugin.PluginCatalogue.Registration;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dither noises}: the noises that are available, and the plugins that could not be loaded. */
@Command(name = "noises", description = "Lists the noises that are available, or describes one with its parameters.")
public final class NoisesCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "The noise to describe; all are listed without it.")
    private Optional<String> id = Optional.empty();

    @Mixin
    private final Plugins plugins = new Plugins();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the command. */
    public NoisesCommand() {}

    @Override
    public Integer call() {
        PluginCatalogue catalogue = plugins.catalogue();
        List<Registration<NoiseProvider>> wanted = id.map(name -> List.of(catalogue.find(NoiseProvider.class, name)))
                .orElseGet(() -> catalogue.registrations(NoiseProvider.class));
        List<NoiseEntry> entries = wanted.stream().map(NoiseEntry::of).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(JsonOutput.text(new Listing(entries, catalogue.problems(NoiseProvider.class))));
        } else {
            out.print(id.isPresent() ? PluginText.describe(entries.get(0)) : list(entries));
            printProblems(catalogue.problems(NoiseProvider.class));
        }
        return 0;
    }

    /** What {@code --json} prints. */
    record Listing(List<NoiseEntry> noises, List<Problem> problems) {}

    private static String list(List<NoiseEntry> entries) {
        TextTable noises = new TextTable("NOISE", "DESCRIPTION");
        entries.forEach(entry -> noises.row(entry.id(), entry.description()));
        return noises + "\n" + PluginText.origins("noise", entries);
    }

    private void printProblems(List<Problem> problems) {
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(problem -> err.println(PluginText.notLoaded(problem)));
    }
}
