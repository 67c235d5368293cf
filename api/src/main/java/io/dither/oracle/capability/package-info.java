/** What some oracles and sessions can do beyond the contract: membership, polytopes, paths, lanes, parts on demand. */
@NullMarked
package io.dither.oracle.capability;

import org.jspecify.annotations.NullMarked;
