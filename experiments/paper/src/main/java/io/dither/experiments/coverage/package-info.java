/** The experiment {@code coverage}: how often 95 % intervals of learnt weights hold the truth. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.coverage;
