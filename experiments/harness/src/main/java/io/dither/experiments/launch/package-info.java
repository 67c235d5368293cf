/** An experiment as a command: what is around each of them, once for all. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.launch;
