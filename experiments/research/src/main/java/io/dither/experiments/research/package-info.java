/** The commands that try an oracle or a layer, and check it: perturb, check and check-gradients. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.research;
