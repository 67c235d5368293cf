package io.dither.experiments.command;

import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.TextTable;
import io.dither.kernel.Kernels;
import io.dither.oracle.OracleProvider;
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

/** {@code dither oracles}: the oracles that are available, and the plugins that could not be loaded. */
@Command(name = "oracles", description = "Lists the oracles that are available, or describes one with its parameters.")
public final class OraclesCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "The oracle to describe; all are listed without it.")
    private Optional<String> id = Optional.empty();

    @Mixin
    private final Plugins plugins = new Plugins();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the command. */
    public OraclesCommand() {}

    @Override
    public Integer call() {
        PluginCatalogue catalogue = plugins.catalogue();
        List<Registration<OracleProvider>> wanted = id.map(name -> List.of(catalogue.find(OracleProvider.class, name)))
                .orElseGet(() -> catalogue.registrations(OracleProvider.class));
        List<OracleEntry> entries =
                wanted.stream().map(found -> OracleEntry.of(catalogue, found)).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(JsonOutput.text(new Listing(entries, catalogue.problems(OracleProvider.class))));
        } else {
            out.print(id.isPresent() ? PluginText.describe(entries.get(0)) : list(entries));
            printProblems(catalogue.problems(OracleProvider.class));
        }
        return 0;
    }

    /** What {@code --json} prints. */
    record Listing(List<OracleEntry> oracles, List<Problem> problems) {}

    private static String list(List<OracleEntry> entries) {
        TextTable oracles = new TextTable("ORACLE", "SENSE", "TRAITS", "DESCRIPTION");
        entries.forEach(entry -> oracles.row(entry.id(), entry.sense(), entry.traitsText(), entry.description()));
        return oracles + "\n" + PluginText.origins("oracle", entries);
    }

    private void printProblems(List<Problem> problems) {
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(problem -> err.println(PluginText.notLoaded(problem)));
        Kernels.problems().forEach(problem -> err.println("dither: " + OneLine.of(problem)));
    }
}
