/** Laws of the noise that perturbs theta: their samplers and scores. */
@org.jspecify.annotations.NullMarked
package io.dither.noise;
