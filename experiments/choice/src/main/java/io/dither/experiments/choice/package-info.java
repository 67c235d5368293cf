/** Choices among offers: rows with a column for each alternative, utilities as text, and the tables of choice models. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.choice;
