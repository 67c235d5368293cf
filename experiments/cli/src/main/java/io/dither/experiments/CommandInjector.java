package io.dither.experiments;

import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import io.dither.experiments.run.Progress;
import io.dither.inject.DitherExecutor;
import io.dither.inject.DitherModule;
import io.dither.inject.PerturbedOptimizers;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.plugin.PluginCatalogue;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a command the objects that Guice creates: layers from the {@link DitherModule}, and what the application binds in its modules. The
 * application is the program that calls {@link Dither#run}. The injector is created only when it is needed, because most commands do not
 * need it and start faster without it. Used by one thread.
 */
final class CommandInjector implements AutoCloseable {
    private final PluginCatalogue plugins;
    private final List<Module> modules;
    private final int threads;
    private final long seed;
    private @Nullable Injector injector;

    /** {@code plugins} come from the class path and the folder of plugins, {@code modules} from the application. */
    CommandInjector(PluginCatalogue plugins, List<Module> modules, int threads, long seed) {
        this.plugins = plugins;
        this.modules = modules;
        this.threads = threads;
        this.seed = seed;
    }

    /** Returns the plugins, including the plugins that the application binds. */
    PluginCatalogue plugins() {
        return modules.isEmpty() ? plugins : injector().getInstance(PluginCatalogue.class);
    }

    /** Returns the progress bars that the application binds; by default, progress bars on the console. */
    Progress.Bars bars() {
        return modules.isEmpty() ? Progress::start : injector().getInstance(Progress.Bars.class);
    }

    /** Returns a builder of a layer that uses the threads and the seed of the command. */
    PerturbedOptimizerBuilder layer(LinearOracle oracle) {
        return injector().getInstance(PerturbedOptimizers.class).builder(oracle);
    }

    /**
     * Injects the members of a command or a mixin that are marked with {@code @Inject}. Looks for such members first, because injection
     * creates the injector.
     */
    void inject(Object command) {
        for (Class<?> type = command.getClass(); type != null; type = type.getSuperclass()) {
            if (Stream.of(type.getDeclaredFields(), type.getDeclaredMethods())
                    .flatMap(Stream::of)
                    .anyMatch(CommandInjector::isInjected)) {
                injector().injectMembers(command);
                return;
            }
        }
    }

    private static boolean isInjected(AnnotatedElement member) {
        return member.isAnnotationPresent(Inject.class) || member.isAnnotationPresent(jakarta.inject.Inject.class);
    }

    private Injector injector() {
        if (injector == null) {
            List<Module> allModules = new ArrayList<>(modules);
            allModules.add(new DitherModule().plugins(plugins).threads(threads).seed(seed));
            allModules.add(binder -> OptionalBinder.newOptionalBinder(binder, Progress.Bars.class)
                    .setDefault()
                    .toInstance(Progress::start));
            injector = Guice.createInjector(allModules);
        }
        return injector;
    }

    /** Stops the threads on which layers run. */
    @Override
    public void close() {
        if (injector != null) {
            injector.getInstance(Key.get(ExecutorService.class, DitherExecutor.class))
                    .shutdown();
        }
    }
}
