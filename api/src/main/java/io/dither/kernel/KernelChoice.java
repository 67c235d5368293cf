package io.dither.kernel;

import io.dither.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Chooses among the kernels that a class loader sees; a broken provider is a problem, and the next one is asked. */
final class KernelChoice {
    static final KernelChoice HERE =
            new KernelChoice(System.getProperty("dither.kernels", "auto"), Kernels.class.getClassLoader());

    /** An iterator over broken providers need not end. */
    private static final int MOST_PROBLEMS = 100;

    private final String wanted;
    private final List<String> problems = new ArrayList<>();
    /** Null where those that are wanted are not available. */
    private final @Nullable Kernels found;

    KernelChoice(String wanted, @Nullable ClassLoader loader) {
        this.wanted = wanted;
        Kernels brought =
                wanted.equals("plain") ? Kernels.PLAIN : brought(ServiceLoader.load(KernelProvider.class, loader));
        found = brought == null && wanted.equals("auto") ? Kernels.PLAIN : brought;
    }

    private @Nullable Kernels brought(ServiceLoader<KernelProvider> services) {
        Iterator<KernelProvider> providers = services.iterator();
        while (problems.size() < MOST_PROBLEMS) {
            try {
                if (!providers.hasNext()) {
                    return null;
                }
                Kernels kernels = kernels(providers.next());
                if (kernels != null) {
                    return kernels;
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
                problems.add("a provider of kernels cannot be used: " + broken);
            }
        }
        return null;
    }

    private @Nullable Kernels kernels(KernelProvider provider) {
        boolean byName = wanted.equals(provider.name());
        if (!(byName || wanted.equals("auto")) || !provider.isAvailable()) {
            return null;
        }
        Kernels kernels = provider.kernels();
        return byName ? new Kernels(kernels.name(), kernels.lanes(), 0, kernels.all()) : kernels;
    }

    Kernels require() {
        if (found == null) {
            throw new InvalidArgumentException(
                    "dither.kernels = " + wanted + " is not available here"
                            + (problems.isEmpty() ? "" : " " + problems),
                    "Maybe use plain, or start Java with --add-modules jdk.incubator.vector and the jar of the kernels");
        }
        return found;
    }

    Kernels orPlain() {
        return found == null ? Kernels.PLAIN : found;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
