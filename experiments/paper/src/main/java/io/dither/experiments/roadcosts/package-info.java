/** Weights of the features of roads, learnt from simulated trips on large networks. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.roadcosts;
