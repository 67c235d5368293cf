package io.dither.experiments;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.OptionRule;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.run.Progress;
import io.dither.inject.DitherExecutor;
import io.dither.inject.DitherModule;
import io.dither.inject.PerturbedOptimizers;
import io.dither.plugin.PluginCatalogue;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
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
 * Runs a command in a {@link Context} wired by Guice: the {@link DitherModule} with the seed and the threads of the command, and
 * what the application binds.
 *
 * @param plugins the plugins on the class path and in the folder of plugins
 * @param modules the Guice modules of the application
 * @param helpDetail how much {@code --help} shows: see {@link HelpText}
 * @param beforeLongRun runs when a command starts work that can stop at safe points: from then on, Ctrl-C waits for the next safe point
 * @param dither runs another command line
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

    private static final Key<ExecutorService> EXECUTOR = Key.get(ExecutorService.class, DitherExecutor.class);

    @Override
    public int execute(ParseResult parsed) {
        List<CommandLine> lines = parsed.asCommandLineList();
        Optional<CommandLine> described =
                lines.stream().filter(CommandLine::isUsageHelpRequested).findFirst();
        if (described.isPresent()) {
            return help(described.get());
        }
        Integer versionCode = CommandLine.executeHelpRequest(parsed); // the exit code if it has printed the version
        if (versionCode != null) {
            return versionCode;
        }
        lines.forEach(Wiring::requireNames);
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

    /** Refuses empty names of files and folders: they would mean the current folder, but usually come from an unset variable of the shell. */
    private static void requireNames(CommandLine line) {
        for (ArgSpec argument : line.getParseResult().matchedArgs()) {
            boolean isPlace = PLACE.matcher(argument.paramLabel()).find() || argument.auxiliaryTypes()[0] == Path.class;
            if (isPlace && argument.stringValues().contains("")) {
                String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
                throw new ParameterException(line, name + " is empty. Maybe a variable is not set");
            }
        }
    }

    private int run(CommandLine line, Subcommand command) {
        List<Module> all = new ArrayList<>(modules);
        all.add(new DitherModule().plugins(plugins).threads(command.threads()).seed(command.seed()));
        // progress is shown on the console, unless the application binds bars of its own
        all.add(binder -> OptionalBinder.newOptionalBinder(binder, Progress.Bars.class)
                .setDefault()
                .toInstance(Progress::start));
        Injector injector = Guice.createInjector(all);
        inject(line.getCommandSpec(), injector);
        try {
            return command.run(context(line, injector));
        } finally {
            injector.getInstance(EXECUTOR).shutdown();
        }
    }

    private Context context(CommandLine line, Injector injector) {
        Dither root = (Dither) line.getCommandSpec().root().userObject();
        return new Context(
                injector.getInstance(PluginCatalogue.class),
                injector.getInstance(PerturbedOptimizers.class)::builder,
                injector.getInstance(Progress.Bars.class),
                dither,
                beforeLongRun,
                new Context.Console(root.options().isJson(), line.getOut(), line.getErr()));
    }

    /** Injects the marked members of a command and of its mixins. */
    private static void inject(CommandSpec command, Injector injector) {
        injector.injectMembers(command.userObject());
        command.mixins().values().forEach(mixin -> inject(mixin, injector));
    }
}
