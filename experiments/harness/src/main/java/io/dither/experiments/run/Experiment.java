package io.dither.experiments.run;

import io.dither.plugin.Parameter;
import io.dither.plugin.Plugin;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * An experiment that {@code dither run NAME} offers; found by {@link java.util.ServiceLoader}.
 *
 * <p>An implementation is a public class with a public constructor without arguments, named in {@code
 * META-INF/services/io.dither.experiments.run.Experiment}, and carries a picocli {@code @Command} annotation with its name
 * and description; its {@code @Option} fields are its options. {@link #call()} does the work and returns the exit code, 0
 * where all went well. It prints its results to {@code spec.commandLine().getOut()} of an injected {@code @Spec
 * CommandSpec}, and throws what the packages above throw: the command line turns {@link
 * io.dither.error.InvalidArgumentException} into exit code 2, {@link io.dither.error.DataException} into 3 and {@link
 * io.dither.error.OracleException} into 4, with one line on the error stream.
 *
 * <p>Help options ({@code --help}) are added to every experiment. See {@link RunFolder} for the files that a run leaves
 * behind.
 */
public interface Experiment extends Plugin, Callable<Integer> {
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

    /** Returns none: the options of an experiment are its own. */
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
