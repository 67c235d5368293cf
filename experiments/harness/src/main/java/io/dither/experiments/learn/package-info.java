/** What cross-validated linear models need around their training: least squares, folds, corrected intervals and options. */
@NullMarked
package io.dither.experiments.learn;

import org.jspecify.annotations.NullMarked;
