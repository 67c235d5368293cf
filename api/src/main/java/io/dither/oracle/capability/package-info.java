/** What some oracles and sessions can do beyond the contract: membership, polytopes, paths, lanes, parts on demand. */
@org.jspecify.annotations.NullMarked
package io.dither.oracle.capability;
