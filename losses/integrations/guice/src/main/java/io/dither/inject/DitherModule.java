package io.dither.inject;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.Multibinder;
import io.dither.error.Arguments;
import io.dither.layer.LayerProvider;
import io.dither.layer.LossProvider;
import io.dither.noise.NoiseProvider;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.OracleRegistry;
import io.dither.plugin.PluginCatalogue;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Wires Dither into a Guice application: a {@link PluginCatalogue}, an {@link OracleRegistry} of its oracles, a {@link
 * PerturbedOptimizers} factory, an {@link ExecutorService} of daemon threads, and the seed of the perturbed optimizers,
 * a {@code long}. The objects are singletons, made when first injected. The executor has the annotation {@link
 * DitherExecutor} and the seed has {@link DitherSeed}, so the application may bind an executor and a {@code long} of
 * its own.
 *
 * <pre>{@code
 * Injector injector = Guice.createInjector(new DitherModule().threads(2).seed(42));
 * PerturbedOptimizer layer = injector.getInstance(PerturbedOptimizers.class).builder("ranking:n=5").epsilon(0.5).build();
 * }</pre>
 *
 * <p>An application can use its own oracles and noises by name if it binds their providers:
 *
 * <pre>{@code
 * Multibinder.newSetBinder(binder(), OracleProvider.class).addBinding().toInstance(OracleProvider.of("roster", ...));
 * }</pre>
 *
 * <p>The executor's threads end with the process; shut it down to end them earlier.
 */
public final class DitherModule extends AbstractModule {
    private int threads = 1;
    private long seed;
    private Supplier<PluginCatalogue> plugins = PluginCatalogue::discover;

    /**
     * Sets the number of threads per call of a perturbed optimizer, including the calling thread, and the number of
     * threads of the executor. Default: 1, which does not use the executor.
     *
     * @param number at least 1
     * @return this module
     */
    public DitherModule threads(int number) {
        threads = Arguments.threads("threads", number);
        return this;
    }

    /**
     * Sets the seed of the perturbed optimizers that the factory builds. Default: 0.
     *
     * @param value the seed
     * @return this module
     */
    public DitherModule seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Adds the plugins of a directory to the plugins of the class path. The directory is read when the catalogue is
     * first injected.
     *
     * @param directory the directory
     * @return this module
     */
    public DitherModule plugins(Path directory) {
        plugins = () -> PluginCatalogue.discover(directory);
        return this;
    }

    /**
     * Uses this catalogue instead of the plugins of the class path.
     *
     * @param catalogue the catalogue, to which the providers that the application binds are added
     * @return this module
     */
    public DitherModule plugins(PluginCatalogue catalogue) {
        plugins = () -> catalogue;
        return this;
    }

    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), OracleProvider.class);
        Multibinder.newSetBinder(binder(), NoiseProvider.class);
        Multibinder.newSetBinder(binder(), LayerProvider.class);
        Multibinder.newSetBinder(binder(), LossProvider.class);
    }

    @Provides
    @Singleton
    PluginCatalogue catalogue(
            Set<OracleProvider> oracles,
            Set<NoiseProvider> noises,
            Set<LayerProvider> layers,
            Set<LossProvider> losses) {
        return plugins.get().with(oracles).with(noises).with(layers).with(losses);
    }

    @Provides
    @Singleton
    OracleRegistry registry(PluginCatalogue catalogue) {
        return new OracleRegistry(catalogue);
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
    PerturbedOptimizers perturbedOptimizers(OracleRegistry oracles, @DitherExecutor ExecutorService executor) {
        return new PerturbedOptimizers(oracles, executor, threads, seed);
    }
}
