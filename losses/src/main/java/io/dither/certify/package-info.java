/** Certificates that the gradients of a perturbed optimizer are right: signs, scales and error bars. */
@NullMarked
package io.dither.certify;

import org.jspecify.annotations.NullMarked;
