/** Operations on whole vectors, and isotonic regression. */
@org.jspecify.annotations.NullMarked
package io.dither.internal.algebra;
