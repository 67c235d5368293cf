/** Tests of the benchmarks. */
@org.jspecify.annotations.NullMarked
package io.dither.benchmarks;
