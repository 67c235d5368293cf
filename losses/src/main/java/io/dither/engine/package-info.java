/** Internal: the Monte Carlo loop, its threads, draws and sessions. Not for users: it may change with any version. */
@NullMarked
package io.dither.engine;

import org.jspecify.annotations.NullMarked;
