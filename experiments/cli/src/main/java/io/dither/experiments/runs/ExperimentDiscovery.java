package io.dither.experiments.runs;

import io.dither.experiments.launch.ExperimentCommand;
import io.dither.experiments.run.Experiment;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginCatalogue.Problem;
import io.dither.plugin.PluginCatalogue.Registration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Finds the experiments of a catalogue and makes commands of them. */
public final class ExperimentDiscovery {
    private ExperimentDiscovery() {}

    /**
     * Adds each experiment to a command.
     *
     * @param run the command, with the options that all inherit
     * @param plugins the catalogue
     * @return the experiments that were not added, because they could not be loaded or cannot be commands
     */
    public static List<Problem> addTo(CommandLine run, PluginCatalogue plugins) {
        List<Problem> problems = new ArrayList<>(plugins.problems(Experiment.class));
        for (Registration<Experiment> registration : plugins.registrations(Experiment.class)) {
            try {
                add(run, ExperimentCommand.of(registration.provider()));
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
            run.getCommandSpec().removeSubcommand(experiment.getCommandName());
            throw clash;
        }
    }
}
