/** What cross-validated linear models need around their training: least squares, folds, corrected intervals and options. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.learn;
