package io.dither.kernel;

import io.dither.error.Arguments;
import java.util.ServiceLoader;

/** Chooses the kernels of a virtual machine, once. */
final class KernelChoice {
    static final Kernels CHOSEN = choose(System.getProperty("dither.kernels", "auto"));

    private static final class Plain implements Kernels {}

    private KernelChoice() {}

    private static Kernels choose(String wanted) {
        if (wanted.equals("plain")) {
            return new Plain();
        }
        for (KernelProvider provider : ServiceLoader.load(KernelProvider.class, Kernels.class.getClassLoader())) {
            if ((wanted.equals("auto") || wanted.equals(provider.name())) && provider.isAvailable()) {
                return provider.kernels();
            }
        }
        Arguments.require(
                wanted.equals("auto"),
                "dither.kernels = " + wanted + " is not available here",
                "Maybe use plain, or start Java with --add-modules jdk.incubator.vector and the jar of the kernels");
        return new Plain();
    }
}
