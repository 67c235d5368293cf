/** Predicts decisions of persons, with or without earlier decisions. */
@org.jspecify.annotations.NullMarked
package io.dither.people;
