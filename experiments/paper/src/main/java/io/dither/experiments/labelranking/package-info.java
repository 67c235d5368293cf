/** The label ranking experiment: a linear model learns to order labels by their features, through perturbed ranks. */
@NullMarked
package io.dither.experiments.labelranking;

import org.jspecify.annotations.NullMarked;
