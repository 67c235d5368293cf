/** Training of neural networks by DJL, reproducible and resumable. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.deep;
