/** Published choice models, fitted again by the command. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.choicemodels;
