package io.dither.inject;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.OracleRegistry;
import io.dither.perturbed.PerturbedOptimizer;
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

    @Test
    void anUnknownOracleIsRefused() {
        PerturbedOptimizers layers = Guice.createInjector(new DitherModule()).getInstance(PerturbedOptimizers.class);
        assertThrows(InvalidArgumentException.class, () -> layers.create("no-such-oracle"));
    }
}
