package io.dither.vector;

import io.dither.kernel.KernelProvider;
import io.dither.kernel.Kernels;

/** Offers the vector kernels where the incubator module is there and vectors hold four doubles or more. */
public final class VectorProvider implements KernelProvider {
    @Override
    public String name() {
        return "vector";
    }

    @Override
    public boolean isAvailable() {
        // names no class of the incubator module unless it is there
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && VectorKernels.isWideEnough();
    }

    @Override
    public Kernels kernels() {
        return new VectorKernels();
    }
}
