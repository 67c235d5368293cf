/** Tests of the benchmarks. */
@NullMarked
package io.dither.benchmarks;

import org.jspecify.annotations.NullMarked;
