/** The benchmark under JMH. */
@NullMarked
package io.dither.benchmarks;

import org.jspecify.annotations.NullMarked;
