/** The command that serves decisions. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.serve;
