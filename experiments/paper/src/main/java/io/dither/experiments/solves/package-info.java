/** How many solves an error costs: gradients and fits, plain and by solutions that are known. */
@NullMarked
package io.dither.experiments.solves;

import org.jspecify.annotations.NullMarked;
