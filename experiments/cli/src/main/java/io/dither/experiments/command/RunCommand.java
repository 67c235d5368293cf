package io.dither.experiments.command;

import java.util.ArrayList;
import java.util.List;
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
        String names = String.join(", ", spec.subcommands().keySet());
        String problem = unknown.isEmpty() ? "name an experiment" : problem(unknown.get(0));
        throw new ParameterException(
                spec.commandLine(), problem + (names.isEmpty() ? "; none was found" : "; there are: " + names));
    }

    private static String problem(String argument) {
        return argument.startsWith("-")
                ? "there is no option '" + argument + "' before the name of an experiment"
                : "there is no experiment '" + argument + "'";
    }
}
