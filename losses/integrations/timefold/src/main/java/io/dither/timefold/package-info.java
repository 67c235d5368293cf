/** Planners of Timefold as oracles, whose weights of constraints are learnt from accepted plans. */
@org.jspecify.annotations.NullMarked
package io.dither.timefold;
