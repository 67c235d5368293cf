package io.dither.experiments;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import io.dither.experiments.histories.LearnCommand;
import io.dither.experiments.launch.ExperimentCommand;
import io.dither.experiments.run.Progress;
import io.dither.inject.DitherExecutor;
import io.dither.inject.DitherModule;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Wires a command once its options are known: they configure the {@link DitherModule}, and Guice injects what the command
 * or experiment marks with {@code @Inject}.
 */
final class Wiring implements IExecutionStrategy {
    private static final Key<ExecutorService> EXECUTOR = Key.get(ExecutorService.class, DitherExecutor.class);

    private final PluginCatalogue plugins;
    private final List<Module> modules;
    private final IExecutionStrategy next = new RunLast();
    private final Runnable beforeLongRun;

    Wiring(PluginCatalogue plugins, List<Module> modules, Runnable beforeLongRun) {
        this.plugins = plugins;
        this.modules = modules;
        this.beforeLongRun = beforeLongRun;
    }

    @Override
    public int execute(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine command = commands.get(commands.size() - 1);
        if (command.isUsageHelpRequested() || command.isVersionHelpRequested()) {
            return next.execute(parsed);
        }
        Injector injector = wire(command);
        if (command.getCommand() instanceof ExperimentCommand experiment) {
            experiment.bars(injector.getInstance(Progress.Bars.class));
        }
        if (command.getCommand() instanceof ExperimentCommand || command.getCommand() instanceof LearnCommand) {
            beforeLongRun.run();
        }
        try {
            return next.execute(parsed);
        } finally {
            injector.getInstance(EXECUTOR).shutdown();
        }
    }

    private Injector wire(CommandLine command) {
        try {
            Injector injector = injector(command.getCommandSpec());
            inject(command.getCommandSpec(), injector);
            return injector;
        } catch (RuntimeException refused) {
            throw new ExecutionException(command, "cannot be wired", refused);
        }
    }

    /** Injects the command and the mixins of its options. */
    private static void inject(CommandSpec command, Injector injector) {
        injector.injectMembers(command.userObject());
        command.mixins().values().forEach(mixin -> inject(mixin, injector));
    }

    private Injector injector(CommandSpec command) {
        DitherModule dither = new DitherModule().plugins(plugins);
        number(command, "--threads").ifPresent(threads -> dither.threads(threads.intValue()));
        number(command, "--seed").ifPresent(seed -> dither.seed(seed.longValue()));
        List<Module> all = new ArrayList<>(modules);
        all.add(dither);
        all.add(new ProgressModule());
        return Guice.createInjector(all);
    }

    /** The value of an option, where the command has it and it is one number. */
    private static Optional<Number> number(CommandSpec command, String option) {
        return Optional.ofNullable(command.findOption(option))
                .map(ArgSpec::getValue)
                .filter(Number.class::isInstance)
                .map(Number.class::cast);
    }

    /** Progress as the console shows it, unless the application binds its own. */
    private static final class ProgressModule extends AbstractModule {
        @Override
        protected void configure() {
            OptionalBinder.newOptionalBinder(binder(), Progress.Bars.class)
                    .setDefault()
                    .toInstance(Progress::start);
        }
    }
}
