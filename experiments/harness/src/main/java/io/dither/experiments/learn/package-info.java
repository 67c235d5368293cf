/** Training of linear models on losses whose gradients are estimated: models, optimisers, folds and scores. */
@NullMarked
package io.dither.experiments.learn;

import org.jspecify.annotations.NullMarked;
