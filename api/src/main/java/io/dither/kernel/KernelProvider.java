package io.dither.kernel;

/**
 * Provides kernels for certain virtual machines. {@code ServiceLoader} loads the provider also on virtual machines that
 * cannot run its kernels (on none if {@code dither.kernels} is {@code plain}); if the provider cannot be loaded or
 * throws, {@link Kernels#problems()} lists it, and the next provider is tried.
 */
public interface KernelProvider {
    /** {@return the name of these kernels for the system property {@code dither.kernels}} */
    String name();

    /**
     * Returns whether this virtual machine and processor run the kernels well; only if they do, {@link #kernels()} is
     * called.
     *
     * @return whether they do
     */
    boolean isAvailable();

    /**
     * Makes the kernels; called once. If the kernels cannot work, this method should throw, so that no later call of a
     * kernel throws.
     *
     * @return the kernels
     */
    Kernels kernels();
}
