/** How fast perturbed optimizers are: {@code dither bench}, and its rows under JMH. */
@org.jspecify.annotations.NullMarked
package io.dither.benchmarks;
