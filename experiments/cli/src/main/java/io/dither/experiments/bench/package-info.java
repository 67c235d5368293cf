/** What is measured and how: the workloads of the benchmark, their inputs, the clock, and how time and memory grow. */
@NullMarked
package io.dither.experiments.bench;

import org.jspecify.annotations.NullMarked;
