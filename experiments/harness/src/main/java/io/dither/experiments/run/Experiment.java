package io.dither.experiments.run;

import io.dither.plugin.Parameter;
import io.dither.plugin.Plugin;
import java.util.List;
import picocli.CommandLine.Command;

/**
 * An experiment that {@code dither run NAME} offers; found by {@link java.util.ServiceLoader}.
 *
 * <p>An implementation is a public class with a public constructor without arguments, named in {@code
 * META-INF/services/io.dither.plugin.PluginModule} (each plugin is a module that lists itself). It has a picocli {@code @Command}
 * annotation with its name and description; its {@code @Option} fields are its options. {@code --out}, {@code --json}, {@code --seed} and
 * the options that {@link #runOptions()} adds are options of every {@link Run}; {@code --help} is an option of every command.
 *
 * <p>An experiment throws the exceptions of the packages that it uses: the command line turns {@link
 * io.dither.error.InvalidArgumentException} into exit code 2, {@link io.dither.error.DataException} into 3 and {@link
 * io.dither.error.OracleException} into 4, with one line on the error stream. See {@link RunFolder} for the files that a run leaves behind.
 */
public interface Experiment extends Plugin {
    /**
     * Does the work: checks the options before it opens the folder of the run, writes metrics and charts there, and returns the result,
     * which the caller writes and prints.
     *
     * @param run the folder, the seed, the threads, metrics and progress
     * @return the figures and their table
     */
    Result run(Run run);

    /** Returns the options of the run: by default, {@code --seed} with the default 0, without {@code --threads} and {@code --resume}. */
    default RunOptions runOptions() {
        return RunOptions.seed(0);
    }

    /** Returns the name in the {@code @Command} annotation. */
    @Override
    default String id() {
        return command().name();
    }

    /** Returns the description in the {@code @Command} annotation. */
    @Override
    default String description() {
        return String.join(" ", command().description());
    }

    /** Returns no parameters: an experiment has {@code @Option} fields in their place. */
    @Override
    default List<Parameter> parameters() {
        return List.of();
    }

    private Command command() {
        Command command = getClass().getAnnotation(Command.class);
        if (command == null) {
            throw new IllegalStateException(getClass().getName() + " has no @Command annotation");
        }
        return command;
    }
}
