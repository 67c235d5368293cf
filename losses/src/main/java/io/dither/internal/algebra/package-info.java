/** Operations on whole vectors, and the outer part of the sandwich estimator. */
@org.jspecify.annotations.NullMarked
package io.dither.internal.algebra;
