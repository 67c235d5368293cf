package io.dither.vector;

/**
 * The type of a last parameter, always null, that keeps a kernel a unit of compilation of its own: HotSpot inlines no method
 * whose signature names a class that is not loaded, and this one never is.
 *
 * <p>Inlined, a kernel is compiled with what stands around it, and the larger the whole, the less of it the compiler takes
 * in: what it leaves out are operations on vectors, which are boxed then. How much that is depends on what was compiled
 * first, so that the same program was up to 1.7 times as fast in one virtual machine as in another.
 */
final class Apart {
    private Apart() {}
}
