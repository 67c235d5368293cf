/** The label ranking experiment: a linear model learns to order labels by their features, through perturbed ranks. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.labelranking;
