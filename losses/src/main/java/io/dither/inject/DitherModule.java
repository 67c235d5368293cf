package io.dither.inject;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.dither.error.Arguments;
import io.dither.oracle.OracleRegistry;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Wires Dither into a Guice application: an {@link OracleRegistry}, a {@link PerturbedOptimizers} factory, an {@link
 * ExecutorService} of daemon threads marked {@link DitherExecutor}, and the seed, a {@code long} marked {@link DitherSeed}.
 * All are singletons; what the application itself binds without a mark is left alone.
 *
 * <pre>{@code
 * Injector injector = Guice.createInjector(new DitherModule().threads(2).seed(42));
 * PerturbedOptimizer layer = injector.getInstance(PerturbedOptimizers.class).builder("ranking:n=5").epsilon(0.5).build();
 * }</pre>
 *
 * <p>The registry is discovered when it is first asked for. The executor's threads end with the process; shut it down to
 * end them earlier.
 */
public final class DitherModule extends AbstractModule {
    private int threads = 1;
    private long seed;
    private @Nullable Path plugins;

    /** Creates a module with one thread, seed 0 and no plugin directory. */
    public DitherModule() {}

    /**
     * Chooses how many threads work on one call, the caller's included.
     *
     * @param number at least 1
     * @return this module
     */
    public DitherModule threads(int number) {
        threads = Arguments.atLeast("threads", number, 1);
        return this;
    }

    /**
     * Chooses the seed of the layers that the factory builds.
     *
     * @param value the seed
     * @return this module
     */
    public DitherModule seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Chooses a directory of plugins besides the class path.
     *
     * @param directory the directory
     * @return this module
     */
    public DitherModule plugins(Path directory) {
        plugins = directory;
        return this;
    }

    @Provides
    @Singleton
    OracleRegistry registry() {
        return Optional.ofNullable(plugins).map(OracleRegistry::discover).orElseGet(OracleRegistry::discover);
    }

    @Provides
    @DitherSeed
    long seed() {
        return seed;
    }

    @Provides
    @Singleton
    @DitherExecutor
    ExecutorService executor() {
        return Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "dither");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Provides
    @Singleton
    PerturbedOptimizers perturbedOptimizers(OracleRegistry registry, @DitherExecutor ExecutorService executor) {
        return new PerturbedOptimizers(registry, executor, threads, seed);
    }
}
