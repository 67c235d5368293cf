package io.dither.experiments.runs;

import io.dither.error.UnknownNameException;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.ExperimentCommand;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.run.Experiment;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginCatalogue.Problem;
import io.dither.plugin.PluginCatalogue.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code dither run NAME}: its sub-commands are the experiments that were found. */
@Command(
        name = "run",
        description = "Run an experiment; 'dither run NAME --help' shows its options.",
        footer = {
            "dither run shortest-path --epochs 10 --out runs/first",
            "dither run coverage --histories 100 --threads 2",
            "dither run label-ranking --help"
        },
        synopsisSubcommandLabel = "NAME")
public final class RunCommand implements Subcommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** A word that is not the name of an experiment, and all that follows it. */
    @Unmatched
    private List<String> unknown = new ArrayList<>();

    @Override
    public List<Problem> addCommands(CommandLine line, PluginCatalogue plugins) {
        List<Problem> problems = new ArrayList<>(plugins.problems(Experiment.class));
        for (Registration<Experiment> registration : plugins.registrations(Experiment.class)) {
            try {
                add(line, ExperimentCommand.of(registration.provider()));
            } catch (Throwable broken) { // a plugin may throw anything
                problems.add(new Problem(registration.location(), broken.toString()));
            }
        }
        return problems;
    }

    private static void add(CommandLine run, CommandLine experiment) {
        try {
            run.addSubcommand(experiment);
        } catch (CommandLine.InitializationException clash) {
            // undoes what addSubcommand did before it failed
            run.getCommandSpec().removeSubcommand(experiment.getCommandName());
            throw clash;
        }
    }

    @Override
    public int run(Context context) {
        Set<String> experiments = spec.subcommands().keySet();
        if (!unknown.isEmpty() && !unknown.get(0).startsWith("-")) {
            throw new UnknownNameException("experiment", unknown.get(0), experiments, "See 'dither run --help'");
        }
        String problem = unknown.isEmpty()
                ? "name an experiment"
                : "there is no option '" + unknown.get(0) + "' before the name of an experiment";
        throw new ParameterException(
                spec.commandLine(),
                problem
                        + (experiments.isEmpty()
                                ? "; none was found"
                                : "; there are: " + String.join(", ", experiments)));
    }
}
