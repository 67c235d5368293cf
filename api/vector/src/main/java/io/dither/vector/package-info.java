/**
 * The kernels written with the Vector API, an incubator module of the JDK.
 *
 * <p>No method takes or returns a vector. Whether the compiler inlines a method that it has compiled already depends on
 * the size of the method and on a profile of its calls, which differs from one virtual machine to another. If the
 * compiler does not inline the method, it boxes each vector that is passed.
 *
 * <p>A vector that a loop changes is, if possible, the argument of a call and not its receiver. The compiler knows the
 * class of a vector that was just read or made, but it knows the class of a vector that a loop changes from such a
 * profile only.
 */
@org.jspecify.annotations.NullMarked
package io.dither.vector;
