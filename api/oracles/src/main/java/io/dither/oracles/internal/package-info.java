/** Sessions that own the sessions of other oracles. */
@org.jspecify.annotations.NullMarked
package io.dither.oracles.internal;
