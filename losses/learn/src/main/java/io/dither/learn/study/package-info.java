/**
 * Learns models from observed decisions and evaluates them: {@link io.dither.learn.study.Study} holds out examples, chooses settings, fits,
 * measures, fits again to all examples, and compares with baselines.
 */
@org.jspecify.annotations.NullMarked
package io.dither.learn.study;
