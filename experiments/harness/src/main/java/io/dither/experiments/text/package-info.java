/** How numbers, markup and tables are written. */
@NullMarked
package io.dither.experiments.text;

import org.jspecify.annotations.NullMarked;
