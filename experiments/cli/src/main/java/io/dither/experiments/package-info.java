/** The dither command line, and what a plugin implements to add an experiment to it. */
@NullMarked
package io.dither.experiments;

import org.jspecify.annotations.NullMarked;
