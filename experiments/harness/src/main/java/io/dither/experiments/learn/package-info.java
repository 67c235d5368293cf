/** Examples as matrices, random orders, and the options of training. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.learn;
