/** The noise that perturbs: samplers with their scores. */
@NullMarked
package io.dither.noise;

import org.jspecify.annotations.NullMarked;
