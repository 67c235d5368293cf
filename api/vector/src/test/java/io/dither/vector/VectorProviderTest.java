package io.dither.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.kernel.KernelProvider;
import io.dither.kernel.Kernels;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class VectorProviderTest {
    @Test
    void isFoundAndChosenWhereVectorsAreWideEnough() {
        KernelProvider provider =
                ServiceLoader.load(KernelProvider.class).findFirst().orElseThrow();
        assertEquals("vector", provider.name());
        assertEquals(Lanes.areFasterThanLoops(), provider.isAvailable());
        assertEquals(
                provider.isAvailable() ? "vector-" + 64 * Lanes.LANES : "plain",
                Kernels.get().name());
    }
}
