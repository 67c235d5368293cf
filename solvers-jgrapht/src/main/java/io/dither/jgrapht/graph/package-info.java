/** What graph oracles are told: where weights stand, which algorithm to use, and turns. */
@NullMarked
package io.dither.jgrapht.graph;

import org.jspecify.annotations.NullMarked;
