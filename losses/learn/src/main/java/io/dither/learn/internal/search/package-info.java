/** Searches for the parameters of a fit, and computes their standard errors. */
@org.jspecify.annotations.NullMarked
package io.dither.learn.internal.search;
