/** Weights of the features of roads, learnt from simulated trips on large networks. */
@NullMarked
package io.dither.experiments.roadcosts;

import org.jspecify.annotations.NullMarked;
