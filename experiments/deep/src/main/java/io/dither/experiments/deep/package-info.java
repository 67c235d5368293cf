/** Training of neural networks by DJL, reproducible and resumable. */
@NullMarked
package io.dither.experiments.deep;

import org.jspecify.annotations.NullMarked;
