/** The command {@code look}, which shows the content of a file of decisions and the options that read it. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.look;
