package io.dither.experiments.runs;

import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code dither run NAME}: its sub-commands are the experiments that were found. */
@Command(
        name = "run",
        footer = {"", "For example: dither run shortest-path --epochs 10 --out runs/first"},
        description = "Run an experiment; 'dither run NAME --help' shows its options.",
        synopsisSubcommandLabel = "NAME",
        commandListHeading = "%nExperiments:%n")
public final class RunCommand implements Subcommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What no experiment takes: the name of none, and what follows it. */
    @Unmatched
    private List<String> unknown = new ArrayList<>();

    /**
     * Creates the command.
     */
    public RunCommand() {}

    @Override
    public int run(Context context) {
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
