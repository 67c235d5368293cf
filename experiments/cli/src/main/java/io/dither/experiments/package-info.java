/** The dither command line. */
@NullMarked
package io.dither.experiments;

import org.jspecify.annotations.NullMarked;
