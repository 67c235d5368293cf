/** Features made of what was decided before. */
@org.jspecify.annotations.NullMarked
package io.dither.data.habits;
