/** Operations on whole vectors. */
@org.jspecify.annotations.NullMarked
package io.dither.internal.algebra;
