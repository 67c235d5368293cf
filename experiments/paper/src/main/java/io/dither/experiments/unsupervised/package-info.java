/** The experiment {@code unsupervised}: how well theta is found again from decisions alone. */
@NullMarked
package io.dither.experiments.unsupervised;

import org.jspecify.annotations.NullMarked;
