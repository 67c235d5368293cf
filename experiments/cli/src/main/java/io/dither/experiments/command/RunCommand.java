package io.dither.experiments.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code dither run NAME}: its sub-commands are the experiments that were found. */
@Command(
        name = "run",
        description = "Runs an experiment; see 'dither run NAME --help' for its options.",
        synopsisSubcommandLabel = "NAME",
        commandListHeading = "%nExperiments:%n")
public final class RunCommand implements Runnable {
    private static final String PLUGINS = "--plugins";

    @Option(
            names = PLUGINS,
            paramLabel = "DIR",
            description = "A folder of jars that bring more experiments; stands before NAME.")
    @SuppressWarnings("UnusedVariable") // for help and parsing; its value is needed before, see pluginsIn
    private Optional<Path> plugins = Optional.empty();

    /** What no experiment takes: the name of none, and what follows it. */
    @Unmatched
    private List<String> unknown = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Creates the command.
     */
    public RunCommand() {}

    /**
     * Finds the plugin directory before the arguments are parsed, because it decides which commands there are.
     *
     * @param args the arguments
     * @return the directory that {@code dither run --plugins DIR} names
     */
    public static Optional<Path> pluginsIn(List<String> args) {
        for (int i = args.indexOf("run") + 1; i > 0 && i < args.size(); i++) {
            if (args.get(i).equals(PLUGINS) && i + 1 < args.size()) {
                return Optional.of(Path.of(args.get(i + 1)));
            }
            if (args.get(i).startsWith(PLUGINS + "=")) {
                return Optional.of(Path.of(args.get(i).substring(PLUGINS.length() + 1)));
            }
        }
        return Optional.empty();
    }

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
