package io.dither.kernel;

/** Brings kernels for some virtual machines, found with {@code ServiceLoader}; it is loaded on all of them. */
public interface KernelProvider {
    /**
     * Returns the name by which the system property {@code dither.kernels} asks for these kernels.
     *
     * @return the name
     */
    String name();

    /**
     * Says whether this virtual machine and processor run the kernels well.
     *
     * @return whether {@link #kernels()} may be called
     */
    boolean isAvailable();

    /**
     * Returns the kernels.
     *
     * @return the kernels
     */
    Kernels kernels();
}
