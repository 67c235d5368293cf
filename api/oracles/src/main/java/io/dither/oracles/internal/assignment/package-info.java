/** The assignment by shortest augmenting paths. */
@NullMarked
package io.dither.oracles.internal.assignment;

import org.jspecify.annotations.NullMarked;
