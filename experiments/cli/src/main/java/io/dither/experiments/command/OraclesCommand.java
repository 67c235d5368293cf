package io.dither.experiments.command;

import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.TextTable;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleRegistry.Registration;
import io.dither.oracle.Parameter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            out.print(id.isPresent() ? describe(entries.get(0)) : list(entries));
            printProblems(registry.problems());
        }
        return 0;
    }

    /** What {@code --json} prints. */
    record Listing(List<OracleEntry> oracles, List<OracleRegistry.Problem> problems) {}

    private static String list(List<OracleEntry> entries) {
        TextTable oracles = new TextTable("ORACLE", "SENSE", "TRAITS", "DESCRIPTION");
        TextTable origins = new TextTable("ORACLE", "PARAMETERS", "PROVIDER", "VERSION", "JAR");
        for (OracleEntry entry : entries) {
            oracles.row(entry.id(), entry.sense(), entry.traitsText(), entry.description());
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
        return oracles + "\n" + origins + "\nParameters in brackets have defaults. More on one: dither oracles ID\n";
    }

    private static String describe(OracleEntry entry) {
        StringBuilder text = new StringBuilder(entry.id() + ": " + entry.description() + "\n\n");
        Map<String, String> facts = entry.facts();
        facts.forEach((name, value) -> text.append(String.format(Locale.ROOT, "%-9s %s\n", name, value)));
        if (entry.parameters().isEmpty()) {
            return text.append("\nIt has no parameters.\n").toString();
        }
        TextTable table = new TextTable("PARAMETER", "TYPE", "DEFAULT", "DESCRIPTION");
        for (Parameter parameter : entry.parameters()) {
            table.row(parameter.name(), typeOf(parameter), defaultOf(parameter), parameter.description());
        }
        return text.append('\n').append(table).toString();
    }

    private static String typeOf(Parameter parameter) {
        return parameter.choices().isEmpty()
                ? parameter.type().name().toLowerCase(Locale.ROOT)
                : String.join("|", parameter.choices());
    }

    private static String defaultOf(Parameter parameter) {
        String otherwise = parameter.required() ? "(required)" : "(none)";
        return Optional.ofNullable(parameter.defaultText()).orElse(otherwise);
    }

    private void printProblems(List<OracleRegistry.Problem> problems) {
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(problem ->
                err.println("dither: not loaded: " + OneLine.of(problem.location() + ": " + problem.message())));
    }
}
