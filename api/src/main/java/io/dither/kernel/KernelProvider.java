package io.dither.kernel;

/**
 * Brings kernels for some virtual machines, found with {@code ServiceLoader}; it is loaded on all of them. One that cannot be
 * loaded or that throws is listed in {@link Kernels#problems()}, and plain kernels run.
 */
public interface KernelProvider {
    /** {@return the name by which the system property {@code dither.kernels} asks for these kernels} */
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
