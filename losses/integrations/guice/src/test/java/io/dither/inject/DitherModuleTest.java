package io.dither.inject;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.multibindings.Multibinder;
import io.dither.error.InvalidArgumentException;
import io.dither.noise.Noise;
import io.dither.noise.NoiseProvider;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.OracleRegistry;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.plugin.Parameter;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.Recipe;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;

class DitherModuleTest {
    private static final Key<ExecutorService> EXECUTOR = Key.get(ExecutorService.class, DitherExecutor.class);

    @Test
    void anApplicationGetsAWiredLayerByTheTextOfItsOracle() {
        Injector injector = Guice.createInjector(new DitherModule().threads(2).seed(7));
        try (PerturbedOptimizer layer =
                injector.getInstance(PerturbedOptimizers.class).create("argmax:n=3")) {
            assertEquals(7, layer.estimate(new double[] {1, 2, 3}).seed());
            assertSame(injector.getInstance(OracleRegistry.class), injector.getInstance(OracleRegistry.class));
        } finally {
            injector.getInstance(EXECUTOR).shutdownNow();
        }
    }

    @Test
    void threadsDoNotChangeTheBits() {
        double[][] means = new double[2][];
        for (int threads = 1; threads <= 2; threads++) {
            Injector injector = Guice.createInjector(new DitherModule().threads(threads));
            try (PerturbedOptimizer layer = injector.getInstance(PerturbedOptimizers.class)
                    .builder("ranking:n=4")
                    .samples(333)
                    .build()) {
                means[threads - 1] = layer.estimate(new double[] {1, 2, 3, 4}).mean();
            } finally {
                injector.getInstance(EXECUTOR).shutdownNow();
            }
        }
        assertArrayEquals(means[0], means[1]);
    }

    @Test
    void theSeedIsBoundAndTheExecutorLeavesTheApplicationsOwnAlone() {
        Injector injector = Guice.createInjector(new DitherModule().seed(42));
        assertEquals(42L, injector.getInstance(Key.get(Long.class, DitherSeed.class)));
        assertNull(injector.getExistingBinding(Key.get(ExecutorService.class)));
        assertSame(injector.getInstance(EXECUTOR), injector.getInstance(EXECUTOR));
        injector.getInstance(EXECUTOR).shutdownNow();
    }

    /** What an application binds: an oracle, a noise whose text names it, each by a class of its own. */
    private static final class Application extends AbstractModule {
        @Override
        protected void configure() {
            Multibinder.newSetBinder(binder(), OracleProvider.class)
                    .addBinding()
                    .to(Pair.class);
            Multibinder.newSetBinder(binder(), NoiseProvider.class).addBinding().to(Follower.class);
        }
    }

    private static final class Pair extends Recipe<LinearOracle> implements OracleProvider {
        @Inject
        Pair(@DitherSeed long seed) {
            super("pair", "as long as the seed says", p -> LinearOracle.of((int) seed, theta -> theta));
        }
    }

    private static final class Follower extends Recipe<Noise> implements NoiseProvider {
        @Inject
        Follower() {
            super(
                    "follower",
                    "made for an oracle",
                    p -> Noise.sumOfGamma(p.create("of", OracleProvider.class).dimension(), 1),
                    Parameter.of("of", OracleProvider.class, "the oracle"));
        }
    }

    @Test
    void whatAnApplicationBindsIsNamedInTextLikeAnyOther() {
        Injector injector = Guice.createInjector(new DitherModule().seed(2), new Application());
        PluginCatalogue catalogue = injector.getInstance(PluginCatalogue.class);
        assertEquals(
                5,
                catalogue
                        .create(OracleProvider.class, "product:of=(pair;argmax:n=3)")
                        .dimension());
        assertEquals(
                "sum-of-gamma",
                catalogue.create(NoiseProvider.class, "follower:of=(pair)").name());
        try (PerturbedOptimizer layer =
                injector.getInstance(PerturbedOptimizers.class).create("pair")) {
            assertEquals(2, layer.oracle().dimension());
        }
    }

    @Test
    void pluginsThatWereFoundAlreadyAreNotSearchedAgain() {
        Injector injector =
                Guice.createInjector(new DitherModule().seed(2).plugins(PluginCatalogue.of()), new Application());
        OracleRegistry registry = injector.getInstance(OracleRegistry.class);
        assertEquals(
                List.of("pair"),
                registry.registrations().stream()
                        .map(found -> found.provider().id())
                        .toList());
    }

    @Test
    void anUnknownOracleIsRefused() {
        PerturbedOptimizers layers = Guice.createInjector(new DitherModule()).getInstance(PerturbedOptimizers.class);
        assertThrows(InvalidArgumentException.class, () -> layers.create("no-such-oracle"));
    }
}
