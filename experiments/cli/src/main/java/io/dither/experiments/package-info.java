/** The dither command line. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments;
