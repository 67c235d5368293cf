/** The inputs and results of learning: cost models, observations, settings and fits. */
@org.jspecify.annotations.NullMarked
package io.dither.learn.model;
