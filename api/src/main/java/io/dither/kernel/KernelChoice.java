package io.dither.kernel;

import io.dither.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the kernels that a class loader finds. A broken provider is recorded as a problem, and the next one is
 * tried.
 */
final class KernelChoice {
    static final KernelChoice CURRENT =
            new KernelChoice(System.getProperty("dither.kernels", "auto"), Kernels.class.getClassLoader());

    /** Limits the problems, because an iterator over broken providers may be endless. */
    private static final int MAX_PROBLEMS = 100;

    /** The value of the system property {@code dither.kernels}: {@code auto}, or the name of kernels. */
    private final String setting;

    private final List<String> problems = new ArrayList<>();
    /** Null if the kernels of this setting are not available. */
    private final @Nullable Kernels chosen;

    KernelChoice(String setting, @Nullable ClassLoader loader) {
        this.setting = setting;
        Kernels provided =
                setting.equals("plain") ? Kernels.PLAIN : provided(ServiceLoader.load(KernelProvider.class, loader));
        chosen = provided == null && setting.equals("auto") ? Kernels.PLAIN : provided;
    }

    /** Returns the kernels of the first provider that is chosen and available; null if there is none. */
    private @Nullable Kernels provided(ServiceLoader<KernelProvider> services) {
        Iterator<KernelProvider> providers = services.iterator();
        while (problems.size() < MAX_PROBLEMS) {
            try {
                if (!providers.hasNext()) {
                    return null;
                }
                Kernels kernels = kernels(providers.next());
                if (kernels != null) {
                    return kernels;
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException failure) {
                problems.add("a provider of kernels cannot be used: " + failure);
            }
        }
        return null;
    }

    /** Returns the kernels of a provider; null if it is not chosen or not available. */
    private @Nullable Kernels kernels(KernelProvider provider) {
        boolean isNamed = setting.equals(provider.name());
        if (!(isNamed || setting.equals("auto")) || !provider.isAvailable()) {
            return null;
        }
        Kernels kernels = provider.kernels();
        // a user who names kernels gets them at once: warmUp is 0
        return isNamed ? new Kernels(kernels.name(), kernels.lanes(), 0, kernels.all()) : kernels;
    }

    /** Returns the kernels of this setting; throws if they are not available. */
    Kernels chosen() {
        if (chosen == null) {
            throw new InvalidArgumentException(
                    "dither.kernels = " + setting + " is not available here"
                            + (problems.isEmpty() ? "" : " " + problems),
                    "Maybe use plain, or start Java with --add-modules jdk.incubator.vector and the jar of the kernels");
        }
        return chosen;
    }

    /** Returns the kernels of this setting, or plain kernels if they are not available. */
    Kernels chosenOrPlain() {
        return chosen == null ? Kernels.PLAIN : chosen;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
