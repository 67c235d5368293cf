package io.dither.vector;

import io.dither.kernel.KernelProvider;
import io.dither.kernel.Kernels;
import java.util.List;

/** Offers the vector kernels where the incubator module is there and vectors hold four doubles or more. */
public final class VectorProvider implements KernelProvider {
    /** Compilation takes one to two seconds. */
    private static final long WARM_UP = 1L << 26;

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public boolean isAvailable() {
        // names no class of the incubator module unless it is there
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && Lanes.areEnough();
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
