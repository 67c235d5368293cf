package io.dither.vector;

import io.dither.kernel.KernelProvider;
import io.dither.kernel.Kernels;
import java.util.List;

/** Provides the vector kernels if the incubator module is present and vectors have at least four doubles. */
public final class VectorProvider implements KernelProvider {
    /**
     * The number of random numbers that a layer draws before it uses these kernels. Compiling the kernels takes one to
     * two seconds, and in a shorter run they would save less than that.
     */
    private static final long WARM_UP = 1L << 26;

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public boolean isAvailable() {
        // Lanes uses classes of the incubator module, so Lanes must not be loaded without the module
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && Lanes.areFasterThanLoops();
    }

    @Override
    public Kernels kernels() {
        return new Kernels(
                "vector-" + Lanes.DOUBLES.vectorBitSize(),
                Lanes.LANES,
                WARM_UP,
                List.of(
                        new NormalLanes(),
                        new BlockLanes(),
                        new SelectionLanes(),
                        new RankLanes(),
                        new PathLanes(),
                        new RowLanes()));
    }
}
