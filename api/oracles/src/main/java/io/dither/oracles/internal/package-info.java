/** Sessions that own the sessions of other oracles. */
@NullMarked
package io.dither.oracles.internal;

import org.jspecify.annotations.NullMarked;
