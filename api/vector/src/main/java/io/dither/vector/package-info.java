/**
 * The kernels written with the Vector API, an incubator module of the JDK.
 *
 * <p>No method takes or returns a vector: the compiler takes a method that it has compiled already into another one only where it
 * is small or its call is frequent by a profile that differs from JVM to JVM, and boxes each vector that is handed over otherwise.
 * A vector that a loop changes is an argument where it can be: the class of what is called is known of a vector just read or made,
 * of one that a loop carries only by such a profile.
 */
@org.jspecify.annotations.NullMarked
package io.dither.vector;
