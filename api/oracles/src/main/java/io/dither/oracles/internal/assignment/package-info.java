/** The assignment by shortest augmenting paths. */
@org.jspecify.annotations.NullMarked
package io.dither.oracles.internal.assignment;
