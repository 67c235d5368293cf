/** The experiment {@code unsupervised}: how well theta is found again from decisions alone. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.unsupervised;
