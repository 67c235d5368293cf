/** Layers by their texts, and black-box interpolation. */
@org.jspecify.annotations.NullMarked
package io.dither.surrogate;
