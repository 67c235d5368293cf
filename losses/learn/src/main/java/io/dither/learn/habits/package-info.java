/** Features made of what was decided before. */
@org.jspecify.annotations.NullMarked
package io.dither.learn.habits;
