package io.dither.experiments.command;

import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.TextTable;
import io.dither.kernel.Kernels;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleRegistry.Registration;
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
        OracleRegistry registry = plugins.registry();
        List<Registration> wanted = id.map(name -> List.of(registry.find(name))).orElseGet(registry::registrations);
        List<OracleEntry> entries =
                wanted.stream().map(found -> OracleEntry.of(registry, found)).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(JsonOutput.text(new Listing(entries, registry.problems())));
        } else {
            out.print(id.isPresent() ? PluginText.describe(entries.get(0)) : list(entries));
            printProblems(registry.problems());
        }
        return 0;
    }

    /** What {@code --json} prints. */
    record Listing(List<OracleEntry> oracles, List<OracleRegistry.Problem> problems) {}

    private static String list(List<OracleEntry> entries) {
        TextTable oracles = new TextTable("ORACLE", "SENSE", "TRAITS", "DESCRIPTION");
        entries.forEach(entry -> oracles.row(entry.id(), entry.sense(), entry.traitsText(), entry.description()));
        return oracles + "\n" + PluginText.origins("oracle", entries);
    }

    private void printProblems(List<OracleRegistry.Problem> problems) {
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(problem -> err.println(PluginText.notLoaded(problem.location(), problem.message())));
        Kernels.problems().forEach(problem -> err.println("dither: " + OneLine.of(problem)));
    }
}
