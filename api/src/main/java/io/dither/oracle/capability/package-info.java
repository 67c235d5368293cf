/** Capabilities of some oracles and sessions: membership, polytopes, paths, lanes, coordinates on demand. */
@org.jspecify.annotations.NullMarked
package io.dither.oracle.capability;
