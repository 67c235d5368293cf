/** Loading and guarding of native code, and numbers that solvers take. */
@org.jspecify.annotations.NullMarked
package io.dither.ortools.internal;
