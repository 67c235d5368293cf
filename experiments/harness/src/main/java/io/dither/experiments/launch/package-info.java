/** An experiment as a command: what is around each of them, once for all. */
@NullMarked
package io.dither.experiments.launch;

import org.jspecify.annotations.NullMarked;
