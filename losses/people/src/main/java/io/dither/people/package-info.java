/** Decisions of persons whose tastes are known, and of others. */
@org.jspecify.annotations.NullMarked
package io.dither.people;
