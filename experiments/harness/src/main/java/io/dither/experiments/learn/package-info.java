/** Tools for cross-validated linear models: least squares, folds, corrected intervals and options. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.learn;
