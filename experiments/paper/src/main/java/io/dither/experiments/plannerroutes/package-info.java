/** Routes that planners drew up by hand, learnt from their habits. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.plannerroutes;
