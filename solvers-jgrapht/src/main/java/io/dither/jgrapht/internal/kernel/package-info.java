/** The algorithms, which allocate nothing in a solve. */
@NullMarked
package io.dither.jgrapht.internal.kernel;

import org.jspecify.annotations.NullMarked;
