/** Minimisation of smooth functions. */
@org.jspecify.annotations.NullMarked
package io.dither.optim;
