/** How fast perturbed optimizers are: {@code dither bench}, and its rows under JMH. */
@NullMarked
package io.dither.benchmarks;

import org.jspecify.annotations.NullMarked;
