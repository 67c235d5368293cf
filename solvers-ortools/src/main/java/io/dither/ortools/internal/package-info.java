/** Loading and guarding of native code, and numbers that solvers take. */
@NullMarked
package io.dither.ortools.internal;

import org.jspecify.annotations.NullMarked;
