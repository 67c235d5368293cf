/**
 * How loops that do the same to several samples at once are found in vector instructions, and those for solvers outside
 * this module. Other kernels stand beside their clients, with a plain form. The same inputs give the same bits from all of
 * them.
 */
@org.jspecify.annotations.NullMarked
package io.dither.kernel;
