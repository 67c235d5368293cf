/** The experiment {@code variance}: what each way of drawing samples does to the variance of each estimator. */
@NullMarked
package io.dither.experiments.variance;

import org.jspecify.annotations.NullMarked;
