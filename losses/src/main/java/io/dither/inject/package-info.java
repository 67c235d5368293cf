/** Guice wiring of registry, executor, seed and estimators. */
@NullMarked
package io.dither.inject;

import org.jspecify.annotations.NullMarked;
