/** The commands that ask one oracle, layer or loss: perturb, loss, fit and the checks. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.command;
