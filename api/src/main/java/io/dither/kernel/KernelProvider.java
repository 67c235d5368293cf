package io.dither.kernel;

/**
 * Provides kernels for certain virtual machines; found with {@code ServiceLoader}, so that every virtual machine loads
 * it. A provider that cannot be loaded or that throws is listed in {@link Kernels#problems()}, and plain kernels are
 * used.
 */
public interface KernelProvider {
    /** {@return the name of these kernels for the system property {@code dither.kernels}} */
    String name();

    /**
     * Returns whether this virtual machine and processor run the kernels well.
     *
     * @return whether {@link #kernels()} may be called
     */
    boolean isAvailable();

    /**
     * Makes the kernels; called once. Faults of the kernels should show here.
     *
     * @return the kernels
     */
    Kernels kernels();
}
