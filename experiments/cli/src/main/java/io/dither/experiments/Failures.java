package io.dither.experiments;

import com.google.inject.ProvisionException;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.error.UnknownNameException;
import io.dither.experiments.console.Nearest;
import io.dither.experiments.console.OneLine;
import io.dither.experiments.run.StopRequest;
import io.dither.experiments.run.StoppedRun;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns each failure into a line on the error stream, or a line per problem of a file, and an exit code.
 *
 * @param err the error stream
 * @param showsTrace whether the stack trace follows, for {@code --stacktrace}
 */
record Failures(PrintWriter err, boolean showsTrace) implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final int USAGE = 2;
    private static final int DATA = 3;
    private static final int SOLVER = 4;
    private static final int ENVIRONMENT = 5;
    private static final int BUG = 70;
    /**
     * What to do about an unknown command of {@code dither} if the user gives {@code --plugins}. The only commands that
     * plugins add are experiments, as subcommands of 'run', which refuses an unknown experiment itself.
     */
    private static final String OWN_COMMAND =
            ". Maybe it is your own command: --plugins adds no commands, but DITHER_CLASSPATH=my.jar does";

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        String problem = unknownText(failure, command, args).orElseGet(() -> usageText(failure) + suggestions(failure));
        return print(failure, problem + ". See '" + command.qualifiedName() + " --help'", USAGE);
    }

    /**
     * Returns the message about an unknown command. If a required option is missing, returns the message about an unknown option with a
     * similar valid name: it may be the required option, misspelt. Empty for other failures.
     */
    private static Optional<String> unknownText(ParameterException failure, CommandSpec command, String... args) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !command.subcommands().isEmpty()
                && !unmatched.getUnmatched().get(0).startsWith("-")) {
            String name = unmatched.getUnmatched().get(0);
            Set<String> commands = command.subcommands().keySet();
            return Optional.of("there is no command '" + name + "'; there are: " + String.join(", ", commands)
                    + Nearest.to(name, commands)
                            .map(near -> ". Maybe '" + near + "'")
                            .orElse(String.join(" ", args).contains("--plugins") ? OWN_COMMAND : ""));
        }
        return failure instanceof MissingParameterException
                ? Arrays.stream(args)
                        .filter(argument -> argument.startsWith("--"))
                        .map(argument -> argument.replaceFirst("=.*", ""))
                        .filter(name -> command.findOption(name) == null)
                        .flatMap(name -> Nearest.to(name, command.optionsMap().keySet()).stream()
                                .map(near -> "there is no option '" + name + "'. Maybe '" + near + "'"))
                        .findFirst()
                : Optional.empty();
    }

    /** Returns a sentence with the valid name that is nearest to an unknown name; empty for other failures, and if no name is near. */
    private static String nearestText(Throwable failure) {
        return failure instanceof UnknownNameException unknown
                ? Nearest.to(unknown.name(), unknown.validNames())
                        .map(near -> " Maybe '" + near + "'.")
                        .orElse("")
                : "";
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        // a command that has begun has no misspelt option: without arguments none is looked for
        return failure instanceof ParameterException usage
                ? handleParseException(usage, new String[0])
                : report(failure);
    }

    /** Prints a failure, in one line or a line per problem of a file, and returns its exit code. */
    int report(Throwable thrown) {
        Throwable failure = unwrapped(thrown);
        if (failure instanceof StoppedRun) {
            return print(failure, message(failure), StopRequest.EXIT_CODE);
        }
        if (failure instanceof InvalidArgumentException) {
            return print(failure, message(failure) + nearestText(failure), USAGE);
        }
        // for example, a path with a letter that the encoding of the environment does not have
        if (failure instanceof InvalidPathException) {
            return print(failure, message(failure) + ". Maybe set LC_ALL=C.UTF-8", USAGE);
        }
        if (failure instanceof DataException data) {
            return print(failure, data.lines(), DATA);
        }
        if (failure instanceof OracleException solver) {
            boolean isMissing = solver.code() == OracleException.Code.NATIVE_MISSING;
            return print(failure, solver.code() + ": " + message(failure), isMissing ? ENVIRONMENT : SOLVER);
        }
        if (failure instanceof UncheckedIOException || failure instanceof IOException) {
            return reportInputOutput(failure);
        }
        if (failure instanceof OutOfMemoryError) {
            return print(failure, "out of memory. Maybe give it more: DITHER_JAVA_OPTS=-Xmx4g", ENVIRONMENT);
        }
        if (failure instanceof UnsatisfiedLinkError) {
            return print(failure, "a native library cannot be loaded: " + message(failure), ENVIRONMENT);
        }
        return print(
                failure, "internal error, a bug in dither or a plugin: " + failure + " (more with --stacktrace)", BUG);
    }

    /** Reports that the output was not written, and returns the exit code. */
    int reportLostOutput() {
        return print(
                new IOException("output lost"),
                "the output could not be written in full. Maybe its disk is full, or its reader ended early",
                ENVIRONMENT);
    }

    private int reportInputOutput(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        boolean isMissing = cause instanceof NoSuchFileException || cause instanceof FileNotFoundException;
        String prefix = cause == failure ? "" : message(failure) + ": ";
        String className =
                cause.getClass() == IOException.class ? "" : cause.getClass().getSimpleName() + " ";
        return print(failure, prefix + className + message(cause), isMissing ? DATA : ENVIRONMENT);
    }

    private int print(Throwable failure, String line, int code) {
        return print(failure, List.of(line), code);
    }

    private int print(Throwable failure, List<String> lines, int code) {
        lines.forEach(line -> err.println("dither: " + OneLine.of(line)));
        if (showsTrace) {
            failure.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    /** Returns picocli's message, or our own for an unknown word of an enum: picocli would list a constant by its name and by its text. */
    private static String usageText(ParameterException failure) {
        ArgSpec argument = failure.getArgSpec();
        // the type of the argument; if it is a list, the type of its elements
        Class<?> type = argument == null ? String.class : argument.auxiliaryTypes()[0];
        if (argument == null || !type.isEnum() || failure.getValue() == null) {
            return message(failure);
        }
        String words = Arrays.stream(type.getEnumConstants())
                .map(word -> word.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return (argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel()) + " '"
                + failure.getValue() + "' is unknown. Maybe one of " + words;
    }

    private static String suggestions(ParameterException failure) {
        List<String> near =
                failure instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return near.isEmpty() ? "" : ". Maybe " + String.join(" or ", near);
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable failure = thrown;
        while ((failure instanceof CompletionException
                        || failure instanceof ExecutionException
                        || failure instanceof ProvisionException)
                && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
