/** Perturbed optimizers and losses inside networks of Deep Java Library. */
@NullMarked
package io.dither.djl;

import org.jspecify.annotations.NullMarked;
