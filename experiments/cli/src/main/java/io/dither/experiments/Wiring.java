package io.dither.experiments;

import com.google.inject.Module;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.OptionRule;
import io.dither.experiments.launch.Subcommand;
import io.dither.plugin.PluginCatalogue;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs the command that picocli has parsed, in a {@link Context} with the objects of a {@link CommandInjector}; or prints its help.
 *
 * @param plugins the plugins on the class path and in the folder of plugins
 * @param modules the Guice modules of an application that calls {@link Dither#run}
 * @param helpDetail how much {@code --help} shows: see {@link HelpText}
 * @param beforeLongRun runs when a command starts work that can stop at safe points: from then on, Ctrl-C waits for the next safe point
 * @param dither runs another command line of dither: takes its arguments and the writer of its results, and returns its exit code
 */
record Wiring(
        PluginCatalogue plugins,
        List<Module> modules,
        String helpDetail,
        Runnable beforeLongRun,
        ToIntBiFunction<List<String>, PrintWriter> dither)
        implements IExecutionStrategy {
    /** Labels of arguments that name a file, a folder or a database. */
    private static final Pattern PLACE = Pattern.compile("DIR|FILE|PLACE");

    /** Runs the command or prints its help. Wraps a failure: picocli passes the cause of an {@link ExecutionException} to {@link Failures}. */
    @Override
    public int execute(ParseResult parsed) {
        // dither, its subcommand, and perhaps a subcommand of that: the last is the command to run
        List<CommandLine> lines = parsed.asCommandLineList();
        Optional<CommandLine> commandWithHelp =
                lines.stream().filter(CommandLine::isUsageHelpRequested).findFirst();
        if (commandWithHelp.isPresent()) {
            return help(commandWithHelp.get());
        }
        Integer versionCode = CommandLine.executeHelpRequest(parsed); // the exit code if it has printed the version
        if (versionCode != null) {
            return versionCode;
        }
        lines.forEach(Wiring::refuseEmptyValues);
        CommandLine line = lines.get(lines.size() - 1);
        try {
            Subcommand command = line.getCommand();
            OptionRule.check(command.optionRules(), line.getParseResult()::hasMatchedOption);
            return run(line, command);
        } catch (RuntimeException failure) {
            throw new ExecutionException(line, "failed", failure);
        }
    }

    private int help(CommandLine command) {
        try {
            command.getOut().print(HelpText.of(command, helpDetail));
            return 0;
        } catch (InvalidArgumentException unknown) {
            throw new ExecutionException(command, "failed", unknown);
        }
    }

    /**
     * Refuses empty names of files and folders: they would mean the current folder, but usually come from an unset variable of the shell. Also
     * refuses lists without a value, such as a comma alone.
     */
    private static void refuseEmptyValues(CommandLine line) {
        for (ArgSpec argument : line.getParseResult().matchedArgs()) {
            // [0]: the type of the argument; if it is a list, the type of its elements
            boolean isPlace = PLACE.matcher(argument.paramLabel()).find() || argument.auxiliaryTypes()[0] == Path.class;
            boolean isEmptyList =
                    argument.isMultiValue() && argument.stringValues().isEmpty();
            if (isEmptyList || (isPlace && argument.stringValues().contains(""))) {
                String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
                throw new ParameterException(line, name + " is empty. Maybe a variable is not set");
            }
        }
    }

    private int run(CommandLine line, Subcommand command) {
        try (CommandInjector injector = new CommandInjector(plugins, modules, command.threads(), command.seed())) {
            inject(line.getCommandSpec(), injector);
            return command.run(context(line, injector));
        }
    }

    private Context context(CommandLine line, CommandInjector injector) {
        Dither root = (Dither) line.getCommandSpec().root().userObject();
        return new Context(
                injector.plugins(),
                injector::layer,
                injector.bars(),
                dither,
                beforeLongRun,
                new Context.Console(root.options().isJson(), line.getOut(), line.getErr()));
    }

    /** Injects the marked members of a command and of its mixins. */
    private static void inject(CommandSpec command, CommandInjector injector) {
        injector.inject(command.userObject());
        command.mixins().values().forEach(mixin -> inject(mixin, injector));
    }
}
