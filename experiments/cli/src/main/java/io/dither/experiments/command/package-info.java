/** The commands that ask one oracle, layer or loss: perturb, loss, fit and the checks. */
@NullMarked
package io.dither.experiments.command;

import org.jspecify.annotations.NullMarked;
