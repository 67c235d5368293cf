/** What is learnt and what is known: cost models, observations, settings, and what was fitted. */
@NullMarked
package io.dither.learn.model;

import org.jspecify.annotations.NullMarked;
