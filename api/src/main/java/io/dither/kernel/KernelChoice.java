package io.dither.kernel;

import io.dither.error.InvalidArgumentException;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Chooses the kernels of a virtual machine, once. */
final class KernelChoice {
    private static final class Plain implements Kernels {}

    private static final Kernels PLAIN = new Plain();
    private static final String WANTED = System.getProperty("dither.kernels", "auto");
    /** Null where those that were asked for are not available. */
    private static final @Nullable Kernels FOUND = find(WANTED);

    private KernelChoice() {}

    static Kernels chosen() {
        if (FOUND == null) {
            throw new InvalidArgumentException(
                    "dither.kernels = " + WANTED + " is not available here",
                    "Maybe use plain, or start Java with --add-modules jdk.incubator.vector and the jar of the kernels");
        }
        return FOUND;
    }

    private static @Nullable Kernels find(String wanted) {
        if (wanted.equals("plain")) {
            return PLAIN;
        }
        for (KernelProvider provider : ServiceLoader.load(KernelProvider.class, Kernels.class.getClassLoader())) {
            if ((wanted.equals("auto") || wanted.equals(provider.name())) && provider.isAvailable()) {
                return provider.kernels();
            }
        }
        return wanted.equals("auto") ? PLAIN : null;
    }
}
