package io.dither.kernel;

import io.dither.error.InvalidArgumentException;
import java.util.List;
import java.util.Optional;

/**
 * The kernels of this virtual machine: implementations of certain loops by vector instructions. Each kernel interface,
 * such as {@link PathKernel}, describes the loops of one computation. A class that uses a kernel keeps it in a static
 * final field, and uses plain loops if there is no such kernel.
 *
 * <p>The system property {@code dither.kernels}, which is read once, chooses kernels by name ({@code plain}, {@code
 * vector}). Its default, {@code auto}, takes the kernels of the first {@link KernelProvider} that is available, and
 * plain kernels if none is. Immutable and thread-safe.
 *
 * @param name the name that reports show: {@code plain}, or for example {@code vector-512}
 * @param lanes the length of a vector, which is the best number of samples to process at once; a power of two, 1 for
 *     plain kernels
 * @param warmUp the number of random numbers that a perturbed optimizer should draw while it processes samples one by
 *     one; later it processes several at once. The reason is that vector kernels are hundreds of times slower than
 *     plain kernels until the virtual machine has compiled them. 0 if the kernels are plain or were chosen by name
 * @param all the kernels, each of which implements one or more kernel interfaces
 */
public record Kernels(String name, int lanes, long warmUp, List<Object> all) {
    static final Kernels PLAIN = new Kernels("plain", 1, 0, List.of());

    /**
     * Creates the kernels of a provider.
     *
     * @throws NullPointerException if a kernel is null
     */
    public Kernels {
        all = List.copyOf(all);
    }

    /**
     * Returns the kernels of this virtual machine.
     *
     * @return the kernels, the same at every call
     * @throws InvalidArgumentException if {@code dither.kernels} names kernels that are not available
     */
    public static Kernels get() {
        return KernelChoice.CURRENT.chosen();
    }

    /**
     * Finds a kernel of this virtual machine, for a static final field: it never throws.
     *
     * @param kind the interface of the kernel
     * @param <K> the interface of the kernel
     * @return the kernel; empty if the client should use its plain implementation. It is also empty if the kernels that
     *     the user chose are not available; {@link #get} then throws
     */
    public static <K> Optional<K> find(Class<K> kind) {
        return KernelChoice.CURRENT.chosenOrPlain().all.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    /** {@return the problems of providers that could not be used} */
    public static List<String> problems() {
        return KernelChoice.CURRENT.problems();
    }
}
