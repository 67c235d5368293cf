package io.dither.experiments;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.run.Experiment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Finds experiments; one that cannot be loaded is a problem, and the others are offered. */
final class ExperimentDiscovery {
    private final SortedMap<String, CommandLine> experiments = new TreeMap<>();
    private final List<String> problems = new java.util.ArrayList<>();

    static ExperimentDiscovery discover(Optional<Path> plugins) {
        ExperimentDiscovery discovery = new ExperimentDiscovery();
        discovery.load(ServiceLoader.load(Experiment.class));
        plugins.ifPresent(folder -> jars(folder).forEach(discovery::loadJar));
        return discovery;
    }

    /** The experiments, by name. */
    List<CommandLine> experiments() {
        return List.copyOf(experiments.values());
    }

    List<String> problems() {
        return problems;
    }

    private void loadJar(Path jar) {
        // stays open: the experiment's classes load from it as long as the process lives
        ClassLoader loader = new URLClassLoader(new URL[] {urlOf(jar)}, Experiment.class.getClassLoader());
        load(ServiceLoader.load(Experiment.class, loader));
    }

    private void load(ServiceLoader<Experiment> services) {
        Iterator<Experiment> candidates = services.iterator();
        for (int failures = 0; failures < 100; ) {
            try {
                if (!candidates.hasNext()) {
                    return;
                }
                CommandLine command = new CommandLine(candidates.next());
                experiments.putIfAbsent(command.getCommandName(), command);
            } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
                failures++;
                problems.add("an experiment cannot be loaded: " + message(broken));
            }
        }
    }

    /** The class says what a message of its own may not. */
    private static String message(Throwable broken) {
        return broken.getCause() == null ? broken.toString() : broken.getMessage() + " (" + broken.getCause() + ")";
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidArgumentException(
                    "the plugin directory " + folder + " is no directory",
                    "Maybe create it, or give the folder of the jar");
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list " + folder, unreadable);
        }
    }

    private static URL urlOf(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
