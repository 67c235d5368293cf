/** Small networks on small images: classes as a perturbed maximum, and sorting. */
@NullMarked
package io.dither.experiments.vision;

import org.jspecify.annotations.NullMarked;
