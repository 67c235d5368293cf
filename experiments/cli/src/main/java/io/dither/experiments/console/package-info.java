/** Text for people at a console: wrapped, on one line, and the nearest of several names. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.console;
