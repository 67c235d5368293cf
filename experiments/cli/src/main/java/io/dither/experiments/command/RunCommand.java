package io.dither.experiments.command;

import io.dither.error.UnknownNameException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code dither run NAME}: its sub-commands are the experiments that were found. */
@Command(
        name = "run",
        footer = {"", "For example: dither run shortest-path --epochs 10 --out runs/first"},
        description = "Runs an experiment; see 'dither run NAME --help' for its options. --plugins stands before NAME.",
        synopsisSubcommandLabel = "NAME",
        commandListHeading = "%nExperiments:%n")
public final class RunCommand implements Runnable {
    @Mixin
    @SuppressWarnings("UnusedVariable") // for help and parsing
    private final Plugins plugins = new Plugins();

    /** What no experiment takes: the name of none, and what follows it. */
    @Unmatched
    private List<String> unknown = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Creates the command.
     */
    public RunCommand() {}

    @Override
    public void run() {
        Set<String> known = spec.subcommands().keySet();
        if (!unknown.isEmpty() && !unknown.get(0).startsWith("-")) {
            throw new UnknownNameException("experiment", unknown.get(0), known, "See 'dither run --help'");
        }
        String problem = unknown.isEmpty()
                ? "name an experiment"
                : "there is no option '" + unknown.get(0) + "' before the name of an experiment";
        throw new ParameterException(
                spec.commandLine(),
                problem + (known.isEmpty() ? "; none was found" : "; there are: " + String.join(", ", known)));
    }
}
