/** Small networks on small images: classes as a perturbed maximum, and sorting. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.vision;
