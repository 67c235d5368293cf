/**
 * Costs learnt from observed decisions: {@linkplain io.dither.learn.model.CostModel cost models}, the
 * learner, intervals on weights, metrics and saved models.
 */
@org.jspecify.annotations.NullMarked
package io.dither.learn;
