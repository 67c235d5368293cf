/** What is learnt and what is known: cost models, observations, settings, and what was fitted. */
@org.jspecify.annotations.NullMarked
package io.dither.learn.model;
