package io.dither.experiments;

import io.dither.experiments.launch.ExperimentCommand;
import io.dither.experiments.run.Experiment;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginCatalogue.Problem;
import io.dither.plugin.PluginCatalogue.Registration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The experiments of a catalogue as commands; one that cannot be a command is a problem, and the others are offered. */
final class ExperimentDiscovery {
    private final List<CommandLine> experiments = new ArrayList<>();
    private final List<Problem> problems;

    ExperimentDiscovery(PluginCatalogue catalogue) {
        problems = new ArrayList<>(catalogue.problems(Experiment.class));
        catalogue.registrations(Experiment.class).forEach(this::add);
    }

    private void add(Registration<Experiment> found) {
        try {
            experiments.add(ExperimentCommand.of(found.provider()));
        } catch (Throwable broken) { // a stranger's code may throw anything
            problems.add(new Problem(found.location(), broken.toString()));
        }
    }

    /** The experiments, by name. */
    List<CommandLine> experiments() {
        return experiments;
    }

    List<Problem> problems() {
        return problems;
    }
}
