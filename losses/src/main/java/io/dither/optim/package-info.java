/** Minimisation of smooth functions. */
@NullMarked
package io.dither.optim;

import org.jspecify.annotations.NullMarked;
